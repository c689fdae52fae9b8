package dev.agentguard.content.text;

import static dev.agentguard.content.text.CodePoints.between;

import dev.agentguard.content.text.Sighting.Category;

/**
 * The places where invisible characters belong: what Unicode made them for.
 *
 * <p>Only single characters in their place are ordinary (and the spelled flags); a second one next
 * to it carries something else. Sources: UTS #51 (emoji sequences), Unicode 17 core specification
 * 23.2 (joiners), StandardizedVariants.txt.
 */
final class OrdinaryUse {

  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int CANCEL_TAG = 0xE007F;

  private OrdinaryUse() {}

  /** How many chars from {@code start} are an ordinary use; 0 if the first one is not. */
  static int length(String text, int start, Category category) {
    int codePoint = text.codePointAt(start);
    int width = Character.charCount(codePoint);
    int before = start == 0 ? -1 : text.codePointBefore(start);
    int after = start + width == text.length() ? -1 : text.codePointAt(start + width);
    return switch (category) {
      case CONTROL -> codePoint == '\r' && after == '\n' ? width : 0;
      case TAG -> before == BLACK_FLAG ? flag(text, start) : 0;
      case VARIATION_SELECTOR -> varies(before, codePoint) && !isSelector(after) ? width : 0;
      case ZERO_WIDTH -> joins(text, start, codePoint, before, after) ? width : 0;
      case BIDI -> marks(codePoint, before, after) ? width : 0;
      default -> 0;
    };
  }

  /** A flag of a part of a country: its code in tags, then the cancel tag. */
  private static int flag(String text, int start) {
    StringBuilder code = new StringBuilder();
    int i = start;
    while (i < text.length() && code.length() <= 5) {
      int codePoint = text.codePointAt(i);
      i += 2;
      if (codePoint == CANCEL_TAG) {
        return isFlagCode(code.toString()) ? i - start : 0;
      }
      if (codePoint < 0xE0020 || codePoint > 0xE007E) {
        return 0;
      }
      code.append((char) (codePoint - 0xE0000));
    }
    return 0;
  }

  /** The flags that are drawn somewhere: three British nations, states, provinces. */
  private static boolean isFlagCode(String code) {
    if (code.length() == 4 && (code.startsWith("us") || code.startsWith("ca"))) {
      return isLowerCase(code.charAt(2)) && isLowerCase(code.charAt(3));
    }
    return code.equals("gbeng") || code.equals("gbsct") || code.equals("gbwls");
  }

  private static boolean isLowerCase(char c) {
    return between(c, 'a', 'z');
  }

  private static boolean isSelector(int c) {
    return between(c, 0xFE00, 0xFE0F) || between(c, 0xE0100, 0xE01EF);
  }

  private static boolean varies(int base, int selector) {
    if (selector == 0xFE0E || selector == 0xFE0F) {
      return isEmoji(base) || between(base, '0', '9') || base == '#' || base == '*';
    }
    if (selector >= 0xE0100) {
      return isHan(base);
    }
    if (between(selector, 0x180B, 0x180F)) {
      return between(base, 0x1820, 0x18AA);
    }
    return selector <= 0xFE02
        && (isHan(base)
            || between(base, 0x2190, 0x23FF) // arrows and operators
            || between(base, 0x2A00, 0x2AFF) // operators
            || between(base, 0x3001, 0x3002) // ideographic punctuation
            || between(base, 0xFF01, 0xFF1F) // fullwidth punctuation
            || between(base, 0x1000, 0x109F) // Myanmar
            || between(base, 0xAA60, 0xAA7F));
  }

  private static boolean isHan(int c) {
    return between(c, 0x3400, 0x9FFF) || between(c, 0xF900, 0xFAFF) || between(c, 0x20000, 0x3FFFD);
  }

  private static boolean joins(String text, int start, int joiner, int before, int after) {
    if (joiner != 0x200C && joiner != 0x200D) {
      return false;
    }
    if (isJoiningLetter(before) && isJoiningLetter(after)) {
      return true;
    }
    if (joiner == 0x200C || !isEmoji(after)) {
      return false;
    }
    if (before == 0xFE0F && start >= 2) {
      return isEmoji(text.codePointBefore(start - 1));
    }
    return isEmoji(before);
  }

  /** Characters with an emoji form, in blocks rather than one by one. */
  private static boolean isEmoji(int c) {
    return between(c, 0x1F000, 0x1FAFF)
        || between(c, 0x2600, 0x27BF)
        || between(c, 0x2300, 0x23FF)
        || between(c, 0x2190, 0x21FF)
        || between(c, 0x25A0, 0x25FF)
        || between(c, 0x2B00, 0x2BFF)
        || between(c, 0x2900, 0x297F)
        || c == 0xA9
        || c == 0xAE
        || c == 0x203C
        || c == 0x2049
        || c == 0x2122
        || c == 0x2139
        || c == 0x24C2
        || c == 0x3030
        || c == 0x303D
        || c == 0x3297
        || c == 0x3299;
  }

  /** Letters and marks of scripts in which joiners choose letter shapes. */
  private static boolean isJoiningLetter(int c) {
    boolean block =
        between(c, 0x0610, 0x08FF) // Arabic, Syriac, N'Ko, Mandaic
            || between(c, 0x0900, 0x109F) // Indic, Thai, Tibetan, Myanmar
            || between(c, 0x1700, 0x18AF) // Philippine, Khmer, Mongolian
            || between(c, 0x1900, 0x1CFF)
            || between(c, 0xA800, 0xA8FF)
            || between(c, 0xA980, 0xAAFF)
            || between(c, 0xABC0, 0xABFF)
            || between(c, 0xFB50, 0xFDCF)
            || between(c, 0xFE70, 0xFEFC)
            || between(c, 0x10A00, 0x10EFF)
            || between(c, 0x11000, 0x11FFF)
            || between(c, 0x1E900, 0x1E95F);
    return block && Invisible.isVisible(c);
  }

  /** A direction mark beside a letter of another script, with no visible ASCII next to it. */
  private static boolean marks(int mark, int before, int after) {
    return (mark == 0x200E || mark == 0x200F || mark == 0x061C)
        && !isVisibleAscii(before)
        && !isVisibleAscii(after)
        && (isRightToLeft(before) || isRightToLeft(after));
  }

  private static boolean isVisibleAscii(int c) {
    return c > ' ' && c <= '~';
  }

  private static boolean isRightToLeft(int c) {
    boolean block =
        between(c, 0x0590, 0x08FF)
            || between(c, 0xFB1D, 0xFDCF)
            || between(c, 0xFE70, 0xFEFC)
            || between(c, 0x10800, 0x10FFF)
            || between(c, 0x1E800, 0x1EFFF);
    return block && Invisible.isVisible(c);
  }
}
