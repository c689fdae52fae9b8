package dev.agentguard.baseline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * File names as bytes and as text: UTF-8 where it is valid, and the lone surrogate U+DC00 + byte
 * for every other byte (as in PEP 383), so that no name is lost and no two names become one.
 */
final class PathBytes {

  private static final int ESCAPE = 0xdc00;

  private PathBytes() {}

  /**
   * Whether the character stands for a byte that is not part of valid UTF-8; the caller knows that
   * it is not half of a pair.
   */
  static boolean isEscapedByte(char c) {
    return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff;
  }

  /** Whether the text is what {@link #decode} gives for some bytes. */
  static boolean isCanonical(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return hasOnlyEscapedBytesAlone(text) && decode(encode(text)).equals(text);
      }
    }
    return true;
  }

  private static boolean hasOnlyEscapedBytesAlone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c) && !isEscapedByte(c)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of the name. The text has no lone surrogates but escaped bytes. */
  static byte[] encode(String text) {
    byte[] bytes = new byte[3 * text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | c >> 6);
        bytes[length++] = continuation(c);
      } else if (c < 0x10000 && Character.isSurrogate((char) c)) {
        bytes[length++] = (byte) (c - ESCAPE);
      } else if (c < 0x10000) {
        bytes[length++] = (byte) (0xe0 | c >> 12);
        bytes[length++] = continuation(c >> 6);
        bytes[length++] = continuation(c);
      } else {
        bytes[length++] = (byte) (0xf0 | c >> 18);
        bytes[length++] = continuation(c >> 12);
        bytes[length++] = continuation(c >> 6);
        bytes[length++] = continuation(c);
        i++;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  /** The text for the bytes of a name. */
  static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; ) {
      int length = sequenceLength(bytes, i);
      if (length == 0) {
        text.append((char) (ESCAPE + (bytes[i] & 0xff)));
        i++;
      } else {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /** The length of the valid UTF-8 sequence (RFC 3629, section 4) that begins here, or 0. */
  private static int sequenceLength(byte[] bytes, int at) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length == 0 || at + length > bytes.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xff;
    boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    boolean surrogate = lead == 0xed && second > 0x9f;
    boolean beyondUnicode = lead == 0xf4 && second > 0x8f;
    return overlong || surrogate || beyondUnicode ? 0 : length;
  }
}
