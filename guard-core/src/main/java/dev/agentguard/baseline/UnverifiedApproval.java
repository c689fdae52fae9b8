package dev.agentguard.baseline;

/**
 * An approval that was read but that nobody has vouched for. It is well formed and no more:
 * everything that it says is alleged, and no comparison or restore may use it. {@link
 * #acceptUnsigned} makes it an {@link Approval}.
 */
public final class UnverifiedApproval {

  private final String file;
  private final Statement alleged;

  private UnverifiedApproval(String file, Statement alleged) {
    this.file = file;
    this.alleged = alleged;
  }

  /**
   * Reads the text of an approval.
   *
   * @param file the name by which messages and findings call it
   */
  public static UnverifiedApproval parse(String file, byte[] bytes) throws ApprovalFormatException {
    return new UnverifiedApproval(file, StatementParser.parse(file, bytes));
  }

  /** The name by which messages and findings call it. */
  public String file() {
    return file;
  }

  /** What it says. */
  public Statement alleged() {
    return alleged;
  }

  /** What it says that it is for. */
  public RepositoryId allegedRepository() {
    return alleged.repository();
  }

  /** The revision that it claims. */
  public int allegedRevision() {
    return alleged.revision();
  }

  /** Who it says signed it. */
  public String allegedSigner() {
    return alleged.signer();
  }

  /** Accepts it without a signature, if it is for the expected repository. */
  public Approval acceptUnsigned(RepositoryId expected) throws WrongRepositoryException {
    if (!alleged.repository().equals(expected)) {
      throw new WrongRepositoryException(file, expected, alleged.repository());
    }
    return new Approval(file, alleged, Trust.UNSIGNED);
  }
}
