package dev.agentguard.content.format;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of strings in the canonical form: that of JSON in printable ASCII. Everything else
 * is {@code \}{@code uxxxx} with lower-case digits, so that nothing invisible or look-alike hides.
 */
final class CanonicalString {

  private static final String DIGITS = "0123456789abcdef";

  private CanonicalString() {}

  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(out, text.charAt(i));
    }
    out.append('"');
  }

  /**
   * Writes a word that is not a string; it never starts as a string, an array or an object does.
   */
  static void bare(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 0 && (c == '"' || c == '[' || c == '{')) {
        escapeAsNumber(out, c);
      } else {
        escape(out, c);
      }
    }
  }

  static boolean isBare(String text) {
    if (text.isEmpty()) {
      return false;
    }
    StringBuilder again = new StringBuilder(text.length());
    String decoded = decode(text);
    if (decoded == null) {
      return false;
    }
    bare(again, decoded);
    return again.toString().equals(text);
  }

  /** The offset after a quoted string that starts at an offset, or -1 if there is none. */
  static int endOfQuoted(String text, int start) {
    if (!text.startsWith("\"", start)) {
      return -1;
    }
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= text.length()) {
      return -1;
    }
    String decoded = decode(text.substring(start + 1, i));
    if (decoded == null) {
      return -1;
    }
    StringBuilder again = new StringBuilder(i + 1 - start);
    quote(again, decoded);
    return text.startsWith(again.toString(), start) && again.length() == i + 1 - start ? i + 1 : -1;
  }

  /** The text of escapes that {@link #endOfQuoted} has accepted. */
  static String unescape(String escaped) {
    String decoded = decode(escaped);
    if (decoded == null) {
      throw new IllegalArgumentException("malformed escape");
    }
    return decoded;
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c > '~') {
          escapeAsNumber(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private static void escapeAsNumber(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(DIGITS.charAt((c >> shift) & 15));
    }
  }

  private static @Nullable String decode(String escaped) {
    StringBuilder out = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i == escaped.length()) {
        return null;
      }
      switch (escaped.charAt(i)) {
        case '"' -> out.append('"');
        case '\\' -> out.append('\\');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          int code = hex(escaped, i + 1);
          if (code < 0) {
            return null;
          }
          out.append((char) code);
          i += 4;
        }
        default -> {
          return null;
        }
      }
    }
    return out.toString();
  }

  private static int hex(String text, int start) {
    if (start + 4 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return -1;
      }
      code = (code << 4) | digit;
    }
    return code;
  }
}
