package dev.agentguard.git;

/** An object as it is stored, whole. */
final class GitObject {

  // The numbers of the types in pack files.
  static final int COMMIT = 1;
  static final int TREE = 2;
  static final int BLOB = 3;
  static final int TAG = 4;

  private final int type;
  private final byte[] content;

  GitObject(int type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  int type() {
    return type;
  }

  /** The bytes; not to be changed. */
  byte[] content() {
    return content;
  }

  /** The word for a type. */
  static String word(int type) {
    return switch (type) {
      case COMMIT -> "commit";
      case TREE -> "tree";
      case BLOB -> "blob";
      default -> "tag";
    };
  }

  /** The type that a word means, or 0. */
  static int type(String word) {
    return switch (word) {
      case "commit" -> COMMIT;
      case "tree" -> TREE;
      case "blob" -> BLOB;
      case "tag" -> TAG;
      default -> 0;
    };
  }
}
