package dev.agentguard.baseline;

/**
 * Says where a text is not an approval, what would have been one, and what stands there instead.
 */
public final class ApprovalFormatException extends Exception {

  private final String file;
  private final int line;
  private final int column;
  private final String expected;
  private final String actual;

  ApprovalFormatException(String file, int line, int column, String expected, String actual) {
    super(
        Quoting.printable(file)
            + ":"
            + line
            + ":"
            + column
            + ": expected "
            + expected
            + ", found "
            + actual);
    this.file = file;
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.actual = actual;
  }

  /** The name that the reader gave the file; not escaped. */
  public String file() {
    return file;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1, in UTF-16 code units. */
  public int column() {
    return column;
  }

  /** What the format asks for at this place. */
  public String expected() {
    return expected;
  }

  /** What is there; text from the file is shortened and escaped for a terminal. */
  public String actual() {
    return actual;
  }
}
