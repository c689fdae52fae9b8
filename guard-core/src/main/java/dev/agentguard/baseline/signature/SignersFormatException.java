package dev.agentguard.baseline.signature;

import dev.agentguard.content.text.Escaping;
import java.util.List;

/** Says everything that is wrong with a file of allowed signers, at once. */
public final class SignersFormatException extends Exception {

  private final String file;
  private final transient List<Problem> problems;

  SignersFormatException(String file, List<Problem> problems) {
    super(messageOf(file, problems));
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  /** The name that the reader gave the file; not escaped. */
  public String file() {
    return file;
  }

  /** What is wrong, in the order of the file; at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param line from 1
   * @param column from 1, in characters
   * @param message one sentence without a full stop, escaped for a terminal
   */
  public record Problem(int line, int column, String message) {

    /** The place and the sentence, as one line without a line feed. */
    public String print(String file) {
      return Escaping.escape(file) + ":" + line + ":" + column + ": " + message;
    }
  }

  private static String messageOf(String file, List<Problem> problems) {
    StringBuilder lines = new StringBuilder();
    for (Problem problem : problems) {
      lines.append(lines.length() == 0 ? "" : "\n").append(problem.print(file));
    }
    return lines.toString();
  }
}
