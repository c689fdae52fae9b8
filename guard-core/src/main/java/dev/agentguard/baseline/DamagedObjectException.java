package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import java.io.IOException;

/** Says that the vault holds something else than it should under a digest. */
public final class DamagedObjectException extends IOException {

  private final Digest expected;
  private final Digest actual;

  DamagedObjectException(Digest expected, Digest actual) {
    super("damaged object in the vault: expected " + expected + ", found " + actual);
    this.expected = expected;
    this.actual = actual;
  }

  /** The digest that was asked for. */
  public Digest expected() {
    return expected;
  }

  /** The digest of what is there. */
  public Digest actual() {
    return actual;
  }
}
