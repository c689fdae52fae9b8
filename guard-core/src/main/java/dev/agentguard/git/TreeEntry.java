package dev.agentguard.git;

import org.jspecify.annotations.Nullable;

/**
 * One name in a directory of a git tree.
 *
 * @param name its text, as {@link dev.agentguard.surface.FileName} writes it
 * @param kind what it is
 * @param id the object, null for a directory that is no object
 * @param directory what it holds, for directories
 */
record TreeEntry(
    String name, EntryKind kind, @Nullable ObjectId id, @Nullable Directory directory) {

  /**
   * Whether both are the same thing under one name; a directory without a name of its own never.
   */
  static boolean isSame(@Nullable TreeEntry one, @Nullable TreeEntry other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.kind == other.kind && one.id != null && one.id.equals(other.id);
  }
}
