package dev.agentguard.content.text;

import static dev.agentguard.content.text.CodePoints.between;

/**
 * The table of characters that a reader cannot see or that change how other text is seen.
 *
 * <p>Source: Unicode 17, Default_Ignorable_Code_Point and the general categories Cc, Zs, Zl and Zp;
 * to which come private use, noncharacters, lone surrogates and the blank symbols. Format
 * characters that are drawn (Arabic number signs and the like) are visible.
 */
final class Invisible {

  /** First and last of each range, ascending. */
  private static final int[] RANGES = {
    0x0000, 0x001F, // C0 controls
    0x007F, 0x00A0, // delete, C1 controls, no-break space
    0x00AD, 0x00AD, // soft hyphen
    0x034F, 0x034F, // combining grapheme joiner
    0x061C, 0x061C, // Arabic letter mark
    0x115F, 0x1160, // Hangul fillers
    0x1680, 0x1680, // Ogham space
    0x17B4, 0x17B5, // Khmer inherent vowels
    0x180B, 0x180F, // Mongolian selectors and vowel separator
    0x2000, 0x200F, // spaces, zero width characters, direction marks
    0x2028, 0x202F, // separators, direction controls, narrow no-break space
    0x205F, 0x206F, // mathematical space, joiners, invisible operators, isolates
    0x2800, 0x2800, // blank Braille pattern
    0x3000, 0x3000, // ideographic space
    0x3164, 0x3164, // Hangul filler
    0xD800, 0xF8FF, // lone surrogates, private use
    0xFDD0, 0xFDEF, // noncharacters
    0xFE00, 0xFE0F, // variation selectors
    0xFEFF, 0xFEFF, // byte order mark
    0xFFA0, 0xFFA0, // halfwidth Hangul filler
    0xFFF0, 0xFFFC, // annotations, object replacement
    0xFFFE, 0xFFFF, // noncharacters
    0x13430, 0x1343F, // hieroglyph format controls
    0x1BCA0, 0x1BCA3, // shorthand format controls
    0x1D159, 0x1D159, // null notehead
    0x1D173, 0x1D17A, // musical format controls
    0xE0000, 0xE0FFF, // tags, variation selectors
    0xF0000, 0x10FFFF, // private use
  };

  private Invisible() {}

  /** Whether a character is seen as itself; the space counts as seen. */
  static boolean isVisible(int codePoint) {
    if (between(codePoint, ' ', '~')) {
      return true;
    }
    if ((codePoint & 0xFFFE) == 0xFFFE) {
      return false;
    }
    int low = 0;
    int high = RANGES.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (codePoint < RANGES[2 * middle]) {
        high = middle - 1;
      } else if (codePoint > RANGES[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return false;
      }
    }
    return true;
  }
}
