package dev.agentguard.baseline;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Says that something at a path is not what guard keeps there, such as a link in the place of a
 * file.
 */
public final class UnexpectedFileException extends FileSystemException {

  private final String expected;
  private final String actual;

  UnexpectedFileException(Path path, String expected, String actual) {
    super(path.toString(), null, "expected " + expected + ", found " + actual);
    this.expected = expected;
    this.actual = actual;
  }

  /** What guard would have put there. */
  public String expected() {
    return expected;
  }

  /** What is there; text from a file is escaped for a terminal. */
  public String actual() {
    return actual;
  }

  @Override
  public String getMessage() {
    return Quoting.printable(getFile()) + ": " + getReason();
  }
}
