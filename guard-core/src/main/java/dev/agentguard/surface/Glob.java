package dev.agentguard.surface;

import org.jspecify.annotations.Nullable;

/**
 * A pattern for one path segment: {@code *} is any run of characters, {@code ?} one character.
 * Pattern and name are both folded.
 */
final class Glob {

  private final String pattern;
  private final char first;
  private final char last;

  /** What names end or start with, if the pattern is that and one star: most are. */
  private final @Nullable String fixed;

  Glob(String foldedPattern) {
    this.pattern = foldedPattern;
    this.first = foldedPattern.charAt(0);
    this.last = foldedPattern.charAt(foldedPattern.length() - 1);
    String rest =
        first == '*'
            ? foldedPattern.substring(1)
            : foldedPattern.substring(0, foldedPattern.length() - 1);
    this.fixed = (first == '*' || last == '*') && !isGlob(rest) ? rest : null;
  }

  static boolean isGlob(String segment) {
    return segment.indexOf('*') >= 0 || segment.indexOf('?') >= 0;
  }

  static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  boolean matches(String name) {
    int length = name.length();
    if (length == 0
        || !isWildcard(last) && name.charAt(length - 1) != last
        || !isWildcard(first) && name.charAt(0) != first) {
      return false;
    }
    if (fixed != null) {
      return first == '*' ? name.endsWith(fixed) : name.startsWith(fixed);
    }
    // Greedy matching that returns to the last star: linear in practice, never exponential.
    int n = 0;
    int p = 0;
    int star = -1;
    int resume = 0;
    while (n < length) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
