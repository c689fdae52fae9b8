package dev.agentguard.signing;

/** Says why there is no signature, in one line, and often what to do about it. */
public final class SigningException extends Exception {

  private final String hint;

  /**
   * @param message one line without a full stop; not escaped
   */
  public SigningException(String message) {
    this(message, "");
  }

  /**
   * @param hint what to do, one line; empty if there is nothing to say
   */
  public SigningException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to do, not escaped; empty if there is nothing to say. */
  public String hint() {
    return hint;
  }
}
