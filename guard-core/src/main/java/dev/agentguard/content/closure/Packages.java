package dev.agentguard.content.closure;

/** The written names of packages and whether they fix what is fetched. */
final class Packages {

  private Packages() {}

  /** Why a package from a registry is not covered. */
  static Reason reason(String specification) {
    return isPinned(specification) ? Reason.PINNED_RUNNER : Reason.UNPINNED_RUNNER;
  }

  /** Whether a name has an exact version: {@code name@1.2.3}, {@code name==1.2}, a digest. */
  static boolean isPinned(String specification) {
    if (specification.contains("@sha256:")) {
      return true;
    }
    int equals = specification.indexOf("==");
    if (equals > 0) {
      return isVersion(specification.substring(equals + 2), 1);
    }
    int at = specification.lastIndexOf('@');
    return at > 0 && isVersion(specification.substring(at + 1), 3);
  }

  /** Whether a text is a version of at least some numbers, without ranges. */
  private static boolean isVersion(String text, int numbers) {
    int start = text.startsWith("v") ? 1 : 0;
    int dots = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean suffix = c == '-' || c == '+';
      if (suffix && i > start) {
        return dots + 1 >= numbers;
      }
      if (c == '.') {
        dots++;
      } else if (!Character.isDigit(c) && (c < 'a' || c > 'z' || dots < 1)) {
        return false;
      }
    }
    boolean digits = text.length() > start && Character.isDigit(text.charAt(text.length() - 1));
    return digits && dots + 1 >= numbers && Character.isDigit(text.charAt(start));
  }

  /** Whether a text names something on a network. */
  static boolean isRemote(String text) {
    int scheme = text.indexOf("://");
    return (scheme > 0 && !text.startsWith("file:"))
        || text.startsWith("npm:")
        || text.startsWith("jsr:")
        || text.startsWith("git+")
        || text.startsWith("github:");
  }
}
