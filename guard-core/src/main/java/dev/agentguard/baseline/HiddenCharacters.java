package dev.agentguard.baseline;

/**
 * The characters that an approval never shows as themselves, because a reader cannot see them,
 * cannot tell them from others, or sees the text around them in another order.
 *
 * <p>The table belongs to version 1 of the format and never changes: which characters are escaped
 * must not depend on the version of Unicode that a Java runtime happens to know. It covers all
 * controls, format characters, spaces but U+0020, default ignorables, private use, surrogates,
 * noncharacters, and the combining marks with which one letter can be written in two ways.
 */
final class HiddenCharacters {

  /** First and last code point of each range, ascending. */
  private static final int[] RANGES = {
    0x00, 0x1f,
    0x7f, 0xa0,
    0xad, 0xad,
    0x300, 0x36f,
    0x600, 0x605,
    0x61c, 0x61c,
    0x6dd, 0x6dd,
    0x70f, 0x70f,
    0x890, 0x891,
    0x8e2, 0x8e2,
    0x115f, 0x1160,
    0x1680, 0x1680,
    0x17b4, 0x17b5,
    0x180b, 0x180f,
    0x1ab0, 0x1aff,
    0x1dc0, 0x1dff,
    0x2000, 0x200f,
    0x2028, 0x202f,
    0x205f, 0x206f,
    0x20d0, 0x20ff,
    0x2800, 0x2800,
    0x3000, 0x3000,
    0x3099, 0x309a,
    0x3164, 0x3164,
    0xd800, 0xf8ff,
    0xfdd0, 0xfdef,
    0xfe00, 0xfe0f,
    0xfe20, 0xfe2f,
    0xfeff, 0xfeff,
    0xffa0, 0xffa0,
    0xfff0, 0xffff,
    0x110bd, 0x110bd,
    0x110cd, 0x110cd,
    0x13430, 0x1345f,
    0x1bca0, 0x1bca3,
    0x1d173, 0x1d17a,
    0x1fffe, 0x1ffff,
    0x2fffe, 0x2ffff,
    0x3fffe, 0x10ffff,
  };

  private HiddenCharacters() {}

  static boolean contains(int codePoint) {
    int low = 0;
    int high = RANGES.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (codePoint < RANGES[2 * middle]) {
        high = middle - 1;
      } else if (codePoint > RANGES[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
