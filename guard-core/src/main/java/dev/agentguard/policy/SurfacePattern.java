package dev.agentguard.policy;

import dev.agentguard.surface.Surface;
import dev.agentguard.surface.SurfaceId;
import java.util.List;

/**
 * A pattern for the names of surfaces, such as {@code build/*}: {@code *} is any run of characters,
 * slashes included, and {@code ?} is one character.
 *
 * @param text the pattern as written
 */
record SurfacePattern(String text) {

  static final SurfacePattern ALL = new SurfacePattern("*");

  boolean matchesAny(List<Surface> surfaces) {
    for (Surface surface : surfaces) {
      if (matches(surface.id())) {
        return true;
      }
    }
    return false;
  }

  boolean matches(SurfaceId id) {
    return text.equals("*") || matches(id.toString());
  }

  /** Returns to the last star only, so that no pattern takes exponential time. */
  private boolean matches(String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      char wanted = p < text.length() ? text.charAt(p) : 0;
      if (wanted == '*') {
        star = p++;
        resume = n;
      } else if (wanted == '?' || wanted == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == '*') {
      p++;
    }
    return p == text.length();
  }
}
