package dev.agentguard.content.format;

import java.util.OptionalInt;

/**
 * Content that its consumer would not accept, that consumers may read in different ways, or that
 * exceeds a limit. The message is printable ASCII whatever the file holds.
 */
public final class UnparsableException extends Exception {

  private static final int LONGEST_REASON = 300;

  private final String reason;
  private final int line;
  private final int column;

  private UnparsableException(String reason, int line, int column) {
    super(line > 0 ? "line " + line + ", column " + Math.max(1, column) + ": " + reason : reason);
    this.reason = reason;
    this.line = line;
    this.column = Math.max(1, column);
  }

  /** Content that is refused for a reason without a place. */
  static UnparsableException because(String reason) {
    return at(0, 0, reason);
  }

  /** Content that is refused at a place, both counted from 1; 0 is an unknown place. */
  static UnparsableException at(int line, int column, String reason) {
    return new UnparsableException(printable(reason), line, column);
  }

  /** The same refusal in the text that has some lines more at its start. */
  UnparsableException below(int lines) {
    return line > 0 ? at(line + lines, column, reason) : this;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }

  /** The line, counted from 1, where known. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** The column in characters, counted from 1, where known. */
  public OptionalInt column() {
    return line > 0 ? OptionalInt.of(column) : OptionalInt.empty();
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length() && out.length() < LONGEST_REASON; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append(' ');
      } else if (c < ' ' || c > '~') {
        out.append('?');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
