package dev.agentguard.content.text;

import static dev.agentguard.content.text.CodePoints.between;

/**
 * The written form of text that guard did not write itself: safe to print, and reversible.
 *
 * <p>Every character that a reader cannot see, that moves or hides other text, or that a terminal
 * obeys becomes a visible escape. Letters, marks, punctuation and symbols of all scripts stay.
 *
 * <table>
 * <caption>Escapes</caption>
 * <tr><td>{@code \\}</td><td>a backslash</td></tr>
 * <tr><td>{@code \n \r \t}</td><td>line feed, carriage return, tab</td></tr>
 * <tr><td>{@code \x00} to {@code \x7f}</td><td>another ASCII control character</td></tr>
 * <tr><td>{@code \x80} to {@code \xff}</td><td>a byte that is not UTF-8; in memory it is a lone low
 * surrogate U+DC80 to U+DCFF</td></tr>
 * <tr><td><code>&#92;u{202e}</code></td><td>any other character, 1 to 6 lower-case hexadecimal
 * digits without leading zeros</td></tr>
 * </table>
 *
 * <p>The set of escaped characters is fixed here and not taken from the Java platform, so that the
 * written form of a text is the same on every Java version.
 */
public final class Escaping {

  private static final String DIGITS = "0123456789abcdef";

  private Escaping() {}

  /** The written form of a text; the text itself if there is nothing to escape. */
  public static String escape(String text) {
    int plain = plainPrefix(text);
    if (plain == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
    int i = plain;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      append(out, codePoint);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  /** The written form of one character. */
  public static String escape(int codePoint) {
    StringBuilder out = new StringBuilder();
    append(out, codePoint);
    return out.toString();
  }

  /**
   * The text that has a written form.
   *
   * @throws IllegalArgumentException if {@link #escape(String)} writes no text in this way
   */
  public static String unescape(String written) {
    StringBuilder out = new StringBuilder(written.length());
    int i = 0;
    while (i < written.length()) {
      if (written.charAt(i) == '\\') {
        i = appendEscaped(out, written, i + 1);
      } else {
        out.append(written.charAt(i));
        i++;
      }
    }
    String text = out.toString();
    if (!escape(text).equals(written)) {
      throw malformed();
    }
    return text;
  }

  private static int plainPrefix(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '\\') {
        return i;
      }
    }
    return text.length();
  }

  private static void append(StringBuilder out, int codePoint) {
    if (codePoint == '\\') {
      out.append("\\\\");
    } else if (Invisible.isVisible(codePoint)) {
      out.appendCodePoint(codePoint);
    } else if (codePoint == '\n') {
      out.append("\\n");
    } else if (codePoint == '\r') {
      out.append("\\r");
    } else if (codePoint == '\t') {
      out.append("\\t");
    } else if (codePoint < 0x80) {
      appendByte(out, codePoint);
    } else if (between(codePoint, 0xDC80, 0xDCFF)) {
      appendByte(out, codePoint - 0xDC00);
    } else {
      out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
    }
  }

  private static void appendByte(StringBuilder out, int value) {
    out.append("\\x").append(DIGITS.charAt(value >> 4)).append(DIGITS.charAt(value & 15));
  }

  /** Reads the escape whose backslash is before {@code start}; returns the index behind it. */
  private static int appendEscaped(StringBuilder out, String written, int start) {
    switch (start < written.length() ? written.charAt(start) : 0) {
      case '\\' -> out.append('\\');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'x' -> {
        int value = number(written, start + 1, start + 3);
        out.append((char) (value < 0x80 ? value : 0xDC00 + value));
        return start + 3;
      }
      case 'u' -> {
        int end = written.indexOf('}', start);
        int value = number(written, start + 2, end);
        if (value > Character.MAX_CODE_POINT) {
          throw malformed();
        }
        out.appendCodePoint(value);
        return end + 1;
      }
      default -> throw malformed();
    }
    return start + 1;
  }

  private static int number(String written, int start, int end) {
    if (end <= start || end > written.length() || end - start > 6) {
      throw malformed();
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = DIGITS.indexOf(written.charAt(i));
      if (digit < 0) {
        throw malformed();
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("not the written form of a text");
  }
}
