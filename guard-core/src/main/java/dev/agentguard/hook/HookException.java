package dev.agentguard.hook;

import dev.agentguard.surface.FileName;
import java.nio.file.Path;

/**
 * Something that is in the way of a change to hooks, or of telling what they do. Nothing has been
 * changed when it is thrown.
 */
public final class HookException extends Exception {

  private static final long serialVersionUID = 1;

  private final String hint;
  private final String snippet;

  /**
   * @param message one line without a full stop; not escaped
   */
  HookException(String message) {
    this(message, "");
  }

  /**
   * @param hint what to do about it, one line; empty if there is nothing to say
   */
  HookException(String message, String hint) {
    this(message, hint, "");
  }

  /**
   * @param snippet lines of guard's own to add to a file by hand; empty if there are none
   */
  HookException(String message, String hint, String snippet) {
    super(message);
    this.hint = hint;
    this.snippet = snippet;
  }

  /** The same about a file. */
  HookException in(Path file) {
    return new HookException(FileName.text(file) + ": " + message(), hint, snippet);
  }

  /** What is in the way; not escaped. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** What to do about it; not escaped, empty if there is nothing to say. */
  public String hint() {
    return hint;
  }

  /** Lines to add to a file by hand, safe to print; empty if there are none. */
  public String snippet() {
    return snippet;
  }
}
