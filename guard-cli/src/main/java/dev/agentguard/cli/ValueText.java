package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;

/**
 * The readable form of the canonical text of a value, safe to print: letters of all scripts are
 * shown as themselves and everything invisible as {@link Escaping} writes it. Quotes stay, so that
 * the text "1" and the number 1 look different.
 */
final class ValueText {

  private ValueText() {}

  static String of(String canonical) {
    int escape = canonical.indexOf('\\');
    if (escape < 0) {
      return Escaping.escape(canonical);
    }
    StringBuilder text = new StringBuilder(canonical.length());
    int i = 0;
    while (i < canonical.length()) {
      char c = canonical.charAt(i);
      if (c == '\\' && isUnicodeEscape(canonical, i)) {
        int codePoint = codeUnit(canonical, i);
        i += 6;
        if (Character.isHighSurrogate((char) codePoint) && isUnicodeEscape(canonical, i)) {
          int low = codeUnit(canonical, i);
          if (Character.isLowSurrogate((char) low)) {
            codePoint = Character.toCodePoint((char) codePoint, (char) low);
            i += 6;
          }
        }
        text.append(Escaping.escape(codePoint));
      } else if (c == '\\' && i + 1 < canonical.length()) {
        text.append('\\').append(shown(canonical.charAt(i + 1)));
        i += 2;
      } else {
        int codePoint = canonical.codePointAt(i);
        text.append(shown(codePoint));
        i += Character.charCount(codePoint);
      }
    }
    return text.toString();
  }

  /** A backslash belongs to the canonical text already. */
  private static String shown(int codePoint) {
    return codePoint == '\\' ? "\\" : Escaping.escape(codePoint);
  }

  private static boolean isUnicodeEscape(String text, int start) {
    if (!text.startsWith("\\u", start) || start + 6 > text.length()) {
      return false;
    }
    for (int i = start + 2; i < start + 6; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int codeUnit(String text, int start) {
    return Integer.parseInt(text, start + 2, start + 6, 16);
  }
}
