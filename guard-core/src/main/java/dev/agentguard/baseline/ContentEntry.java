package dev.agentguard.baseline;

import dev.agentguard.content.Digest;

/** An entry that accepts one content. */
public sealed interface ContentEntry extends Entry
    permits FileEntry, KeysEntry, LinkEntry, ClosureEntry {

  /** The accepted kind and permissions. */
  Mode mode();

  /** The digest of the accepted content; each kind of entry says over which bytes. */
  Digest digest();
}
