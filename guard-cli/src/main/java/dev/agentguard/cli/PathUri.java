package dev.agentguard.cli;

import java.nio.charset.StandardCharsets;

/**
 * The URI of a path as findings name it. Its bytes are those of the file's name: U+DC80 to U+DCFF
 * stand for bytes that are not UTF-8, and everything but letters, digits, {@code - . _ ~} and the
 * slash is percent-encoded.
 *
 * @param base what it is relative to; empty if it is absolute
 * @param uri percent-encoded
 */
record PathUri(String base, String uri) {

  /** The root of the workspace. */
  static final String WORKSPACE = "%SRCROOT%";

  /** The user's home directory. */
  static final String HOME = "HOME";

  private static final String DIGITS = "0123456789ABCDEF";

  static PathUri of(String path) {
    if (path.startsWith("~/")) {
      return new PathUri(HOME, encode(path.substring(2)));
    }
    if (path.startsWith("/")) {
      return new PathUri("", "file://" + encode(path));
    }
    return new PathUri(WORKSPACE, encode(path));
  }

  private static String encode(String path) {
    StringBuilder uri = new StringBuilder(path.length() + 16);
    int i = 0;
    while (i < path.length()) {
      int c = path.codePointAt(i);
      i += Character.charCount(c);
      if (isUnreserved(c)) {
        uri.append((char) c);
      } else if (c >= 0xDC80 && c <= 0xDCFF) {
        appendByte(uri, c - 0xDC00);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          appendByte(uri, b & 0xFF);
        }
      }
    }
    return uri.toString();
  }

  private static boolean isUnreserved(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "-._~/".indexOf(c) >= 0;
  }

  private static void appendByte(StringBuilder uri, int value) {
    uri.append('%').append(DIGITS.charAt(value >> 4)).append(DIGITS.charAt(value & 15));
  }
}
