package dev.agentguard.baseline;

/**
 * One accepted path and what is accepted there. Two entries are equal exactly when they accept the
 * same state of the same path.
 */
public sealed interface Entry permits ContentEntry, MetadataEntry, AbsentEntry {

  /** The path in the written form of {@link EntryPath}. */
  String path();

  /** The first word of the entry's line. */
  String keyword();
}
