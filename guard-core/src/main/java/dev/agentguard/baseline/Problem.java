package dev.agentguard.baseline;

/**
 * Something in an approval directory that could not be read as an approval. The state that it may
 * have accepted is not known, so a verification that meets one has not verified.
 *
 * @param name the name in the directory, or the directory's own; not escaped
 * @param kind what is wrong
 * @param message what was expected and what is there, escaped for a terminal
 */
public record Problem(String name, Kind kind, String message) {

  /** What is wrong with it. */
  public enum Kind {
    /** Guard gives no file such a name. */
    NAME,
    /** It is a link, a directory, a FIFO, a device or a socket, or it is too large. */
    FILE,
    /** It is not an approval. */
    FORMAT,
    /** Its revision is not the one in its name. */
    REVISION,
    /** It could not be read. */
    UNREADABLE
  }
}
