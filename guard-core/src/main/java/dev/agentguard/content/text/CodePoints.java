package dev.agentguard.content.text;

/** The comparison of characters with blocks of Unicode. */
final class CodePoints {

  private CodePoints() {}

  /** Whether a character is in a block, both ends included. */
  static boolean between(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
