package dev.agentguard.baseline;

import org.jspecify.annotations.Nullable;

/**
 * How names and reasons are written in an approval: bare where that is unmistakable, otherwise
 * between quotes with every character escaped that a reader could not see for what it is.
 */
final class Quoting {

  private static final String DIGITS = "0123456789abcdef";

  private Quoting() {}

  /**
   * Whether the character may stand outside quotes: printable ASCII but space, quote, backslash and
   * hash.
   */
  static boolean isBare(char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '#';
  }

  static boolean isBare(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isBare(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The text for a terminal or a report: as it is if it is bare, and quoted otherwise. */
  static String printable(String text) {
    return isBare(text) ? text : quoted(text);
  }

  /** Writes the text as it is if it is bare, and quoted otherwise. */
  static void appendPath(StringBuilder to, String text) {
    if (isBare(text)) {
      to.append(text);
    } else {
      appendQuoted(to, text);
    }
  }

  /** Writes the text between quotes. */
  static void appendQuoted(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c == '\n') {
        to.append("\\n");
      } else if (c == '"' || c == '\\') {
        to.append('\\').append((char) c);
      } else if (c < 0x10000 && PathBytes.isEscapedByte((char) c)) {
        to.append("\\x").append(DIGITS.charAt(c >> 4 & 15)).append(DIGITS.charAt(c & 15));
      } else if (HiddenCharacters.contains(c)) {
        to.append("\\u{").append(Integer.toHexString(c)).append('}');
      } else {
        to.appendCodePoint(c);
      }
      if (c > 0xffff) {
        i++;
      }
    }
    to.append('"');
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2);
    appendQuoted(quoted, text);
    return quoted.toString();
  }

  /**
   * The text that a quoted string stands for, or null if it is not exactly what {@link
   * #appendQuoted} writes for any text. Lone surrogates come only from {@code \xHH}.
   */
  static @Nullable String unquote(String quoted) {
    StringBuilder text = new StringBuilder(quoted.length());
    int last = quoted.length() - 1;
    int i = 1;
    while (i < last) {
      char c = quoted.charAt(i++);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      switch (quoted.charAt(i++)) {
        case 'n' -> text.append('\n');
        case '"' -> text.append('"');
        case '\\' -> text.append('\\');
        case 'x' -> {
          int value = hex(quoted, i, i + 2);
          text.append((char) (0xdc00 + value));
          i += 2;
        }
        case 'u' -> {
          int end = quoted.indexOf('}', i);
          int value = end < 0 ? -1 : hex(quoted, i + 1, end);
          if (value < 0
              || value > Character.MAX_CODE_POINT
              || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            return null;
          }
          text.appendCodePoint(value);
          i = end + 1;
        }
        default -> {
          return null;
        }
      }
    }
    // Whatever was read leniently above, such as a needless escape, is not what would be written.
    String result = text.toString();
    return quoted(result).equals(quoted) ? result : null;
  }

  private static int hex(String text, int from, int to) {
    if (to <= from || to - from > 6 || to > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
