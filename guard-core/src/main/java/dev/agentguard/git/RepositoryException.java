package dev.agentguard.git;

import java.io.IOException;

/**
 * Says that a repository cannot be used as asked, and what may help.
 *
 * <p>Message and hint are raw: whoever prints them escapes them.
 */
public final class RepositoryException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String hint;

  RepositoryException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What may help, or empty. */
  public String hint() {
    return hint;
  }
}
