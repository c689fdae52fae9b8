package dev.agentguard.baseline.signature;

import dev.agentguard.content.text.Escaping;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text around a signature: a first and a last line, and base64 between them.
 *
 * <p>Written exactly as {@code ssh-keygen} does, in lines of 70 characters. Read a little more
 * leniently, for other programs and for what mail and git do to lines: they may have any length and
 * end in CR LF, and the last one in nothing.
 */
final class Armour {

  static final int MAX_BYTES = 64 << 10;

  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final int LINE = 70;

  private final String file;
  private final String text;
  private int line;
  private int current;
  private int next;

  private Armour(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** What is armoured. */
  static byte[] decode(String file, byte[] armoured) throws SignatureFormatException {
    if (armoured.length > MAX_BYTES) {
      throw new SignatureFormatException(
          Escaping.escape(file) + ":1:1",
          "at most " + MAX_BYTES + " bytes",
          armoured.length + " bytes");
    }
    return new Armour(file, new String(armoured, StandardCharsets.ISO_8859_1)).decode();
  }

  static byte[] encode(byte[] blob) {
    String base64 = Base64.getEncoder().encodeToString(blob);
    StringBuilder out = new StringBuilder(base64.length() + 128).append(BEGIN).append('\n');
    for (int i = 0; i < base64.length(); i += LINE) {
      out.append(base64, i, Math.min(i + LINE, base64.length())).append('\n');
    }
    return out.append(END).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] decode() throws SignatureFormatException {
    if (!line(BEGIN).equals(BEGIN)) {
      throw failure(1, "\"" + BEGIN + "\"", found());
    }
    StringBuilder base64 = new StringBuilder(text.length());
    for (String part = line(END); !part.equals(END); part = line(END)) {
      for (int i = 0; i < part.length(); i++) {
        if (!isBase64(part.charAt(i))) {
          throw failure(i + 1, "base64", quoted(part.substring(i)));
        }
      }
      if (part.isEmpty()) {
        throw failure(1, "base64", "an empty line");
      }
      base64.append(part);
    }
    if (next < text.length()) {
      line++;
      throw failure(1, "the end of the file", WireReader.more(text.length() - next));
    }
    byte[] blob = KeyText.decode(base64.toString());
    if (blob == null || blob.length == 0) {
      throw failure(1, "whole and padded base64 before this line", "other base64");
    }
    return blob;
  }

  /** The next line, without its end. */
  private String line(String expected) throws SignatureFormatException {
    line++;
    if (next == text.length()) {
      throw failure(1, "\"" + expected + "\"", "the end of the file");
    }
    current = next;
    int feed = text.indexOf('\n', next);
    int end = feed < 0 ? text.length() : feed;
    next = feed < 0 ? end : end + 1;
    return text.substring(current, feed > current && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  private String found() {
    return quoted(text.substring(current, text.charAt(next - 1) == '\n' ? next - 1 : next));
  }

  /** The text, which was read as bytes until here. */
  private static String quoted(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
    return Shown.quoted(new String(bytes, StandardCharsets.UTF_8));
  }

  private SignatureFormatException failure(int column, String expected, String actual) {
    return new SignatureFormatException(
        Escaping.escape(file) + ":" + line + ":" + column, expected, actual);
  }

  private static boolean isBase64(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
