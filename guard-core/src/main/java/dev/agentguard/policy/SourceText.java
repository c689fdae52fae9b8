package dev.agentguard.policy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The decoding of a policy file, which is UTF-8 and nothing else. */
final class SourceText {

  /** Where a text stops being UTF-8. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    final int line;
    final int column;

    MalformedException(int line, int column) {
      super("not UTF-8");
      this.line = line;
      this.column = column;
    }
  }

  private SourceText() {}

  static String decode(byte[] bytes) throws MalformedException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    boolean malformed = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
    String good = text.flip().toString();
    if (malformed) {
      int lineStart = good.lastIndexOf('\n') + 1;
      int line = (int) good.chars().filter(c -> c == '\n').count() + 1;
      throw new MalformedException(line, good.codePointCount(lineStart, good.length()) + 1);
    }
    return good;
  }
}
