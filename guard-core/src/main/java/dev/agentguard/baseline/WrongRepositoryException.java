package dev.agentguard.baseline;

/** Says that an approval was made for another repository, and perhaps replayed here. */
public final class WrongRepositoryException extends Exception {

  private final String file;
  private final RepositoryId expected;
  private final RepositoryId actual;

  WrongRepositoryException(String file, RepositoryId expected, RepositoryId actual) {
    super(
        Quoting.printable(file)
            + ": expected an approval for repository "
            + expected
            + ", found one for "
            + actual);
    this.file = file;
    this.expected = expected;
    this.actual = actual;
  }

  /** The approval's name; not escaped. */
  public String file() {
    return file;
  }

  /** The repository that was being read. */
  public RepositoryId expected() {
    return expected;
  }

  /** The repository that the approval is for. */
  public RepositoryId actual() {
    return actual;
  }
}
