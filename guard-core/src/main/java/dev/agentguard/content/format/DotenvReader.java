package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reader of {@code .env} files: {@code NAME=value}, optionally after {@code export}, the value
 * bare or in single, double or back quotes, quoted values also over several lines. A value with
 * {@code $}, a backslash or a backquote is kept as it is written, with its quotes, because there
 * the consumers differ. A name that is there several times has all its values in an array.
 */
final class DotenvReader {

  private final String text;
  private int next;

  DotenvReader(String text) {
    this.text = text;
  }

  Node read() throws UnparsableException {
    Map<String, List<Node>> values = new LinkedHashMap<>();
    int entries = 0;
    for (skipBlank(); next < text.length(); skipBlank()) {
      if (text.charAt(next) == '#') {
        restOfLine();
        continue;
      }
      String name = name();
      Node value = separator() ? Scalar.string(value()) : Scalar.NULL;
      if (++entries > Limits.MAX_NODES) {
        throw Limits.tooMany();
      }
      List<Node> all = values.get(name);
      if (all == null) {
        all = new ArrayList<>(1);
        values.put(name, all);
      }
      all.add(value);
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (Map.Entry<String, List<Node>> entry : values.entrySet()) {
      List<Node> all = entry.getValue();
      members.put(entry.getKey(), all.size() == 1 ? all.get(0) : new ArrayNode(all));
    }
    return new ObjectNode(members);
  }

  private String name() throws UnparsableException {
    String name = word();
    if (name.equals("export") && (peek() == ' ' || peek() == '\t')) {
      skipSpace();
      name = word();
    }
    if (name.isEmpty()) {
      throw SourceText.refuse(text, next, "not the name of a variable");
    }
    skipSpace();
    return name;
  }

  private String word() {
    int start = next;
    while (next < text.length() && isNameCharacter(text.charAt(next))) {
      next++;
    }
    return text.substring(start, next);
  }

  /** Takes the separator; false if the line ends instead, as in {@code export NAME}. */
  private boolean separator() throws UnparsableException {
    if (peek() == '=') {
      next++;
      skipSpace();
      return true;
    }
    if (next == text.length() || isLineEnd(peek())) {
      return false;
    }
    throw SourceText.refuse(text, next, "no = after the name of a variable");
  }

  private String value() throws UnparsableException {
    char quote = peek();
    if (quote != '"' && quote != '\'' && quote != '`') {
      return bareValue();
    }
    int start = next++;
    while (next < text.length() && text.charAt(next) != quote) {
      next += quote == '"' && text.charAt(next) == '\\' ? 2 : 1;
    }
    if (next >= text.length()) {
      throw SourceText.refuse(text, start, "value without closing quote");
    }
    next++;
    String written = text.substring(start, next);
    int tail = next;
    String rest = restOfLine().strip();
    if (!rest.isEmpty() && !rest.startsWith("#")) {
      throw SourceText.refuse(text, tail, "text after the closing quote");
    }
    return isAmbiguous(written) ? written : written.substring(1, written.length() - 1);
  }

  private String bareValue() {
    String line = restOfLine();
    for (int i = 0; i < line.length(); i++) {
      boolean first = i == 0 || line.charAt(i - 1) == ' ' || line.charAt(i - 1) == '\t';
      if (line.charAt(i) == '#' && first) {
        return line.substring(0, i).strip();
      }
    }
    return line.strip();
  }

  private static boolean isAmbiguous(String written) {
    return written.indexOf('$') >= 0 || written.indexOf('\\') >= 0 || written.indexOf('`') >= 0;
  }

  private String restOfLine() {
    int start = next;
    while (next < text.length() && !isLineEnd(text.charAt(next))) {
      next++;
    }
    return text.substring(start, next);
  }

  private void skipBlank() {
    while (next < text.length() && (isSpace(peek()) || isLineEnd(peek()))) {
      next++;
    }
  }

  private void skipSpace() {
    while (next < text.length() && isSpace(peek())) {
      next++;
    }
  }

  /** The next character; a line end at the end of the text. */
  private char peek() {
    return next < text.length() ? text.charAt(next) : '\n';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isNameCharacter(char c) {
    return ('a' <= c && c <= 'z')
        || ('A' <= c && c <= 'Z')
        || ('0' <= c && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
