package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import java.nio.charset.StandardCharsets;

/** The spelling of a path as one word of a shell command that a person may paste. */
final class ShellWord {

  private ShellWord() {}

  /**
   * The word: bare if that is safe, between single quotes if the path is visible, otherwise as
   * {@code $'...'} with the bytes that a reader could not see. A leading {@code ~/} stays in front
   * of the quotes, because the shell is to expand it; a leading dash is hidden behind {@code ./}.
   */
  static String of(String path) {
    StringBuilder word = new StringBuilder(path.length() + 8);
    String rest = path;
    if (path.startsWith("~/")) {
      word.append("~/");
      rest = path.substring(2);
    } else if (path.startsWith("-")) {
      rest = "./".concat(path);
    }
    if (isBare(rest) && !(rest.isEmpty() && word.length() == 0)) {
      word.append(rest);
    } else if (isVisible(rest)) {
      appendQuoted(word, rest);
    } else {
      appendBytes(word, rest);
    }
    return word.toString();
  }

  private static boolean isBare(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "_./@%+:,-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(String text) {
    return Escaping.escape(text.replace('\\', '/')).length() == text.length();
  }

  private static void appendQuoted(StringBuilder word, String text) {
    word.append('\'');
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\'') {
        word.append("'\\''");
      } else {
        word.append(text.charAt(i));
      }
    }
    word.append('\'');
  }

  private static void appendBytes(StringBuilder word, String text) {
    word.append("$'");
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\'' || c == '\\') {
        word.append('\\').append((char) c);
      } else if (c >= 0xDC80 && c <= 0xDCFF) {
        appendByte(word, c - 0xDC00);
      } else if (Escaping.escape(c).length() == Character.charCount(c)) {
        word.appendCodePoint(c);
      } else {
        for (byte b : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8)) {
          appendByte(word, b & 0xFF);
        }
      }
    }
    word.append('\'');
  }

  /** In octal with three digits, because a hexadecimal digit may follow. */
  private static void appendByte(StringBuilder word, int value) {
    word.append('\\')
        .append((char) ('0' + (value >> 6)))
        .append((char) ('0' + (value >> 3 & 7)))
        .append((char) ('0' + (value & 7)));
  }
}
