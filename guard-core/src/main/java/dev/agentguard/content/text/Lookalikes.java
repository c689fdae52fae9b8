package dev.agentguard.content.text;

import static dev.agentguard.content.text.CodePoints.between;

import dev.agentguard.content.text.Sighting.Category;
import java.text.Normalizer;
import java.util.List;

/**
 * Letters that look like ASCII letters, and words in which they matter.
 *
 * <p>The table holds the Cyrillic, Greek, Armenian, Cherokee and Latin entries of {@code
 * confusables.txt} (UTS #39) whose target is one ASCII character and that pass for it in common
 * fonts. Fullwidth and mathematical letters are found by their compatibility form.
 */
final class Lookalikes {

  /** A lookalike and what it looks like, in turn. */
  private static final String PAIRS =
      // Cyrillic
      "\u0430a\u0410A\u0412B\u0441c\u0421C\u0501d\u0435e\u0415E\u04bbh\u041dH\u0456i\u0406I"
          + "\u0458j\u0408J\u041aK\u04cfl\u04c0l\u041cM\u043eo\u041eO\u0440p\u0420P\u051bq\u051aQ"
          + "\u0455s\u0405S\u0422T\u051dw\u051cW\u0445x\u0425X\u0443y\u0423Y\u04afy\u04aeY"
          + "\u0433r\u04173\u04316"
          // Greek
          + "\u03b1a\u0391A\u0392B\u0395E\u0397H\u03b9i\u0399I\u039aK\u039cM\u039dN\u03bfo\u039fO"
          + "\u03c1p\u03a1P\u03a4T\u03c5u\u03bdv\u03a7X\u03a5Y\u0396Z\u03f2c\u03f3j\u03f9C\u037fJ"
          + "\u03b3y\u03c3o"
          // Armenian, Cherokee
          + "\u0585o\u0578n\u057du\u0570h\u0581g\u0584f\u0566q\u0555O\u054dU\u054fS"
          + "\u13aaA\u13f4B\u13dfC\u13a0D\u13acE\u13c0G\u13bbH\u13abJ\u13e6K\u13deL\u13b7M\u13e2P"
          + "\u13a1R\u13d5S\u13a2T\u13d9V\u13b3W\u13c3Z"
          // Latin
          + "\u0131i\u0251a\u0261g\u0269i\u026ai\u1d04c\u1d0fo\u1d1cu\u1d20v\u1d21w\u1d22z\u01c0l"
          // punctuation of paths and addresses
          + "\u2044/\u2215/\u29f8/\ua789:\u02d0:\u2024.\u037e;";

  private Lookalikes() {}

  static void find(String text, List<Sighting> found) {
    Position position = new Position(text);
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) < 0x80) {
        i++;
        continue;
      }
      int start = i;
      while (start > 0 && isWordPart(text.codePointBefore(start))) {
        start -= Character.charCount(text.codePointBefore(start));
      }
      int end = i;
      while (end < text.length() && isWordPart(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (end > start && misleads(text, start, end)) {
        String ascii = ascii(text.substring(start, end));
        found.add(position.sighting(start, end, Category.CONFUSABLE, ascii));
      }
      i = Math.max(end, i + Character.charCount(text.codePointAt(i)));
    }
  }

  private static boolean isWordPart(int c) {
    return c < 0x80
        ? between(c, 'a', 'z') || between(c, 'A', 'Z') || between(c, '0', '9') || c == '_'
        : Character.isLetterOrDigit(c) || asciiOf(c) >= 0;
  }

  /**
   * Whether a word passes for ASCII: a styled letter or sign is in it, it mixes Latin with letters
   * of a lookalike script, or it consists of lookalikes only.
   */
  private static boolean misleads(String text, int start, int end) {
    boolean ascii = false;
    boolean foreign = false;
    int lookalikes = 0;
    int others = 0;
    int i = start;
    while (i < end) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint < 0x80) {
        ascii |= codePoint > '9';
        continue;
      }
      boolean looksAscii = asciiOf(codePoint) >= 0;
      if (looksAscii && (isStyled(codePoint) || !Character.isLetter(codePoint))) {
        return true;
      }
      foreign |= isLookalikeScript(codePoint);
      if (looksAscii) {
        lookalikes++;
      } else {
        others++;
      }
    }
    boolean mixed = ascii && (foreign || lookalikes > 0);
    boolean whole = others == 0 && lookalikes > 1;
    return mixed || whole;
  }

  private static boolean isLookalikeScript(int c) {
    return between(c, 0x370, 0x58F) || between(c, 0x13A0, 0x13FF) || between(c, 0x1F00, 0x1FFF);
  }

  private static boolean isStyled(int c) {
    return between(c, 0xFF01, 0xFF5E) || between(c, 0x1D400, 0x1D7FF) || between(c, 0x2100, 0x218F);
  }

  private static String ascii(String word) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < word.length()) {
      int codePoint = word.codePointAt(i);
      int ascii = codePoint < 0x80 ? codePoint : asciiOf(codePoint);
      out.append(Escaping.escape(ascii >= 0 ? ascii : codePoint));
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  /** The ASCII character that a character looks like, or -1. */
  private static int asciiOf(int c) {
    if (between(c, 0xFF01, 0xFF5E)) {
      return c - 0xFF01 + '!';
    }
    if (isStyled(c)) {
      String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      return plain.length() == 1 && plain.charAt(0) < 0x80 ? plain.charAt(0) : -1;
    }
    for (int i = 0; i < PAIRS.length(); i += 2) {
      if (PAIRS.charAt(i) == c) {
        return PAIRS.charAt(i + 1);
      }
    }
    return -1;
  }
}
