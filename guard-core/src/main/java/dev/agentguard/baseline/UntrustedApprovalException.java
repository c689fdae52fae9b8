package dev.agentguard.baseline;

/** Says that nobody who is trusted vouches for an approval, so that it accepts nothing. */
public final class UntrustedApprovalException extends Exception {

  private static final long serialVersionUID = 1;

  private final String detail;

  UntrustedApprovalException(String file, String detail) {
    super(Quoting.printable(file) + ": " + detail);
    this.detail = detail;
  }

  /** Why, one sentence without a full stop, escaped for a terminal. */
  public String detail() {
    return detail;
  }
}
