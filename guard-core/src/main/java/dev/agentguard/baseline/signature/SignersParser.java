package dev.agentguard.baseline.signature;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of allowed signers, and finds everything that is wrong with it. */
final class SignersParser {

  static final int MAX_BYTES = 1 << 20;
  static final int MAX_LINE = 16384;

  /** After so many problems nobody reads on. */
  static final int MAX_PROBLEMS = 100;

  private final List<SignersFormatException.Problem> problems = new ArrayList<>();
  private final List<AllowedSigner> signers = new ArrayList<>();
  private int number;

  private SignersParser() {}

  static List<AllowedSigner> parse(String file, byte[] bytes) throws SignersFormatException {
    SignersParser parser = new SignersParser();
    if (bytes.length > MAX_BYTES) {
      parser.number = 1;
      parser.problem(
          0, "the file has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
    } else {
      parser.readLines(bytes);
    }
    if (!parser.problems.isEmpty()) {
      throw new SignersFormatException(file, parser.problems);
    }
    return List.copyOf(parser.signers);
  }

  /** Notes a problem of the current line, at an index from 0. */
  void problem(int index, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new SignersFormatException.Problem(number, index + 1, message));
    }
  }

  private void readLines(byte[] bytes) {
    String text = decode(bytes);
    int start = 0;
    while (start < text.length()) {
      number++;
      if (problems.size() >= MAX_PROBLEMS) {
        problems.add(
            new SignersFormatException.Problem(
                number, 1, "what follows was not read, because there are too many problems"));
        return;
      }
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      int next = feed < 0 ? end : feed + 1;
      if (end > start && text.charAt(end - 1) == '\r') {
        end--;
      }
      if (end - start > MAX_LINE) {
        problem(
            0, "the line has " + (end - start) + " characters; at most " + MAX_LINE + " are read");
      } else {
        readLine(text.substring(start, end));
      }
      start = next;
    }
  }

  private void readLine(String line) {
    int start = KeyText.gapEnd(line, 0);
    if (start == line.length() || line.charAt(start) == '#') {
      return;
    }
    int before = problems.size();
    SignerLine parsed = new SignerLine(this, line, start);
    AllowedSigner signer = parsed.read(number);
    if (signer != null && problems.size() == before) {
      signers.add(signer);
    }
  }

  /** The text; or, if it is not UTF-8, what is before the first line that is not, and a problem. */
  private String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
    String text = out.flip().toString();
    if (!result.isError()) {
      return text;
    }
    int lineStart = text.lastIndexOf('\n') + 1;
    int line = 1;
    for (int i = 0; i < lineStart; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    problems.add(
        new SignersFormatException.Problem(
            line, text.length() - lineStart + 1, "the file is not UTF-8 from here on"));
    return "";
  }
}
