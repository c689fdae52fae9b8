package dev.agentguard.baseline;

import dev.agentguard.content.Digest;

/** An entry that accepts one content. */
public sealed interface ContentEntry extends Entry
    permits FileEntry, KeysEntry, LinkEntry, ClosureEntry {

  /** The accepted kind and permissions. */
  Mode mode();

  /** The digest of the accepted content; each kind of entry says over which bytes. */
  Digest digest();

  /**
   * Whether another entry accepts the same content at the same path. The records' equality is
   * written with it: what the compiler generates for a record is linked at first use, and every
   * start of guard would wait for that.
   */
  default boolean isSameState(ContentEntry other) {
    return path().equals(other.path())
        && mode().bits() == other.mode().bits()
        && digest().equals(other.digest());
  }
}
