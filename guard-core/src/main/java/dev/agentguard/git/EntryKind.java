package dev.agentguard.git;

/** What a git tree can have under a name. */
enum EntryKind {
  FILE(0100644),
  EXECUTABLE(0100755),
  LINK(0120000),
  DIRECTORY(0040755),
  /** Another repository, of which only the name of a commit is here: an empty directory. */
  SUBMODULE(0040755);

  private final int mode;

  EntryKind(int mode) {
    this.mode = mode;
  }

  /** Kind and permissions as a file system would have them. */
  int mode() {
    return mode;
  }

  boolean isDirectory() {
    return this == DIRECTORY || this == SUBMODULE;
  }

  boolean isFile() {
    return this == FILE || this == EXECUTABLE;
  }

  /** What git makes of a mode in a tree or an index, or throws. */
  static EntryKind of(int mode) throws DamagedException {
    return switch (mode & 0170000) {
      case 0100000 -> (mode & 0100) != 0 ? EXECUTABLE : FILE;
      case 0120000 -> LINK;
      case 0040000 -> DIRECTORY;
      case 0160000 -> SUBMODULE;
      default ->
          throw new DamagedException(
              "tree", "an entry has the mode " + Integer.toOctalString(mode));
    };
  }
}
