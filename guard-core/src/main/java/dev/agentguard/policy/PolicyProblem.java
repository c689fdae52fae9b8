package dev.agentguard.policy;

/**
 * One thing that is wrong with a policy file.
 *
 * @param file the file or folder, escaped
 * @param line from 1; 1 if it is about the whole file
 * @param column from 1, in characters; 1 if it is about the whole file
 * @param message one line, escaped
 */
public record PolicyProblem(String file, int line, int column, String message) {

  /** A problem of a whole file. */
  static PolicyProblem ofFile(String file, String message) {
    return new PolicyProblem(file, 1, 1, message);
  }

  /** The problem as compilers write theirs: file, line, column, message. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
