package dev.agentguard.content.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file: valid UTF-8 without a byte-order mark, and the places in it. */
final class SourceText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceText() {}

  static String decode(byte[] bytes) throws UnparsableException {
    CharBuffer chars;
    try {
      chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw UnparsableException.because("not valid UTF-8");
    }
    if (chars.length() > 0 && chars.charAt(0) == BYTE_ORDER_MARK) {
      throw UnparsableException.at(1, 1, "byte-order mark");
    }
    return chars.toString();
  }

  /** A refusal at an offset of the text; lines end with a line feed. */
  static UnparsableException refuse(String text, int offset, String reason) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return UnparsableException.at(line, end - lineStart + 1, reason);
  }
}
