package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;

/** Text in XML 1.0, as content or as the value of an attribute. */
final class XmlText {

  private XmlText() {}

  /** Appends a text; characters that no XML document may hold become their written form. */
  static void append(StringBuilder xml, String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\n' -> xml.append('\n');
        case '\t', '\r' -> xml.append("&#").append(c).append(';');
        default -> {
          if (isAllowed(c)) {
            xml.appendCodePoint(c);
          } else {
            xml.append(Escaping.escape(c));
          }
        }
      }
    }
  }

  private static boolean isAllowed(int c) {
    return c >= ' ' && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000 && (c & 0xFFFE) != 0xFFFE;
  }
}
