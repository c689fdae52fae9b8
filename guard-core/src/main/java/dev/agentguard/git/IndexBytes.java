package dev.agentguard.git;

/** The bytes behind the directories of one index. */
final class IndexBytes {

  /** The index as it is in its file. */
  final byte[] entries;

  /** Where the names are: the index itself, or in version 4 an array of its own. */
  byte[] names;

  IndexBytes(byte[] entries) {
    this.entries = entries;
    this.names = entries;
  }
}
