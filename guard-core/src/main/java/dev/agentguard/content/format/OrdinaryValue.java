package dev.agentguard.content.format;

/**
 * The shape of a git configuration value that runs nothing and holds no credential. These are not
 * ordinary: a leading {@code !} or {@code -}, a remote helper such as {@code ext::}, {@code
 * --upload-pack}, a host that starts with a dash, shell punctuation (backquote, {@code $(}, {@code
 * ;}, {@code |}), control and invisible characters, a URL with credentials.
 */
final class OrdinaryValue {

  private static final String[] SUSPICIOUS = {
    "ext::", "--upload-pack", "--receive-pack", "://-", "`", "$(", ";", "|"
  };

  private OrdinaryValue() {}

  static boolean test(String value) {
    String start = value.stripLeading();
    if (start.startsWith("!") || start.startsWith("-") || namesRemoteHelper(start)) {
      return false;
    }
    for (String part : SUSPICIOUS) {
      if (value.contains(part)) {
        return false;
      }
    }
    return !hasInvisibleCharacters(value) && !hasCredentials(value);
  }

  private static boolean namesRemoteHelper(String value) {
    int helper = value.indexOf("::");
    for (int i = 0; i < helper; i++) {
      char c = value.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '+' && c != '.' && c != '_') {
        return false;
      }
    }
    return helper > 0;
  }

  private static boolean hasInvisibleCharacters(String value) {
    for (int i = 0; i < value.length(); i++) {
      int type = Character.getType(value.charAt(i));
      if (type == Character.CONTROL
          || type == Character.FORMAT
          || type == Character.SURROGATE
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasCredentials(String value) {
    for (int at = value.indexOf("://"); at >= 0; at = value.indexOf("://", at + 3)) {
      int end = at + 3;
      while (end < value.length() && "/?#".indexOf(value.charAt(end)) < 0) {
        end++;
      }
      String authority = value.substring(at + 3, end);
      int user = authority.lastIndexOf('@');
      boolean web = value.startsWith("http", at - 4) || value.startsWith("https", at - 5);
      if (user >= 0 && (web || authority.substring(0, user).contains(":"))) {
        return true;
      }
    }
    return false;
  }
}
