package dev.agentguard.cli;

/** Says that a command cannot do what it was asked, in one line, and often what to do instead. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Usage, unreadable input, or could not verify. */
  static final int EXIT_CODE = 2;

  private final String message;
  private final String hint;

  /**
   * @param message one line without a full stop; not escaped
   */
  UsageException(String message) {
    this(message, "");
  }

  /**
   * @param hint what to do, one line; empty if there is nothing to say
   */
  UsageException(String message, String hint) {
    super(message);
    this.message = message;
    this.hint = hint;
  }

  String message() {
    return message;
  }

  String hint() {
    return hint;
  }
}
