package dev.agentguard.baseline.signature;

import dev.agentguard.content.text.Escaping;

/** What a message shows of a text from a file: not too much, and nothing that a terminal obeys. */
final class Shown {

  private static final int LENGTH = 60;

  private Shown() {}

  /** The text in quotes, escaped and shortened. */
  static String quoted(String text) {
    int end = Math.min(text.length(), LENGTH);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return "\"" + Escaping.escape(text.substring(0, end)) + (end < text.length() ? "...\"" : "\"");
  }

  /** The first character that a reader cannot see or that moves other text, or -1. */
  static int hidden(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      boolean plain = codePoint >= ' ' && codePoint <= '~';
      if (!plain && Escaping.escape(codePoint).length() > Character.charCount(codePoint)) {
        return codePoint;
      }
    }
    return -1;
  }
}
