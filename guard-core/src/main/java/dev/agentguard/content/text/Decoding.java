package dev.agentguard.content.text;

import static dev.agentguard.content.text.CodePoints.between;

import dev.agentguard.content.text.Sighting.Category;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a run of invisible characters spells, as far as the known ways of spelling go. */
final class Decoding {

  /** A shorter run of two zero-width characters is hardly a message. */
  private static final int LEAST_BITS = 16;

  private Decoding() {}

  /** The meaning of a run of characters of one category, safe to print. */
  static String of(Category category, String run) {
    return switch (category) {
      case TAG -> tags(run);
      case VARIATION_SELECTOR -> selectors(run);
      case ZERO_WIDTH -> bits(run);
      default -> Escaping.escape(run);
    };
  }

  /** Each tag from U+E0020 to U+E007E spells an ASCII character. */
  private static String tags(String run) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < run.length(); i += 2) {
      int codePoint = run.codePointAt(i);
      boolean spells = between(codePoint, 0xE0020, 0xE007E);
      out.append(Escaping.escape(spells ? codePoint - 0xE0000 : codePoint));
    }
    return out.toString();
  }

  /** The 256 selectors spell bytes: the first 16 are U+FE00 on, the others U+E0100 on. */
  private static String selectors(String run) {
    byte[] bytes = new byte[run.codePointCount(0, run.length())];
    int count = 0;
    int i = 0;
    while (i < run.length()) {
      int codePoint = run.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint >= 0xE0100) {
        bytes[count++] = (byte) (codePoint - 0xE0100 + 16);
      } else if (codePoint >= 0xFE00) {
        bytes[count++] = (byte) (codePoint - 0xFE00);
      } else {
        return Escaping.escape(run); // Mongolian
      }
    }
    return count == 1 ? Escaping.escape(run) : textOrBytes(bytes);
  }

  private static String textOrBytes(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return Escaping.escape(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      StringBuilder out = new StringBuilder();
      for (byte b : bytes) {
        out.append(Escaping.escape(b >= 0 ? b : 0xDC00 + (b & 0xFF)));
      }
      return out.toString();
    }
  }

  /** Two different zero-width characters spell the bits of ASCII text, either one being 0. */
  private static String bits(String run) {
    if (run.length() >= LEAST_BITS && run.length() % 8 == 0) {
      char first = run.charAt(0);
      for (int one = 0; one < 2; one++) {
        String text = ascii(run, first, one);
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return Escaping.escape(run);
  }

  /** The text, with {@code first} standing for {@code 1 - one}; empty if it is not one. */
  private static String ascii(String run, char first, int one) {
    StringBuilder out = new StringBuilder();
    char second = first;
    for (int i = 0; i < run.length(); i += 8) {
      int value = 0;
      for (int k = i; k < i + 8; k++) {
        char c = run.charAt(k);
        if (c != first && second == first) {
          second = c;
        }
        if (c != first && c != second) {
          return "";
        }
        value = value << 1 | (c == first ? 1 - one : one);
      }
      boolean printable = between(value, ' ', '~');
      if (!printable && value != '\n' && value != '\t') {
        return "";
      }
      out.append(Escaping.escape(value));
    }
    return out.toString();
  }
}
