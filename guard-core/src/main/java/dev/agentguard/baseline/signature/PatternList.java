package dev.agentguard.baseline.signature;

import java.nio.charset.StandardCharsets;

/**
 * Patterns between commas, as in {@code ssh_config(5)}: {@code *} stands for any characters, {@code
 * ?} for one byte, and a pattern behind {@code !} takes out what it matches, wherever it stands.
 */
final class PatternList {

  /** OpenSSH matches nothing against a longer one. */
  static final int MAX_PATTERN = 1000;

  private PatternList() {}

  /** Whether a pattern matches a name, and none behind a {@code !} does. */
  static boolean matches(String patterns, String name) {
    byte[] list = patterns.getBytes(StandardCharsets.UTF_8);
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    boolean matched = false;
    int start = 0;
    while (start < list.length) {
      boolean negated = list[start] == '!';
      int from = negated ? start + 1 : start;
      int end = from;
      while (end < list.length && list[end] != ',') {
        end++;
      }
      if (matches(list, from, end, text)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
      start = end + 1;
    }
    return matched;
  }

  /**
   * Only the last star is ever tried again, so that the time is at most the product of the lengths.
   */
  private static boolean matches(byte[] list, int from, int end, byte[] text) {
    int p = from;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length) {
      if (p < end && list[p] == '*') {
        star = p++;
        resume = t;
      } else if (p < end && (list[p] == '?' || list[p] == text[t])) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < end && list[p] == '*') {
      p++;
    }
    return p == end;
  }
}
