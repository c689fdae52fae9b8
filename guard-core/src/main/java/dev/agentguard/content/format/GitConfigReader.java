package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reader of git configuration files. The object that it makes is flat: a member is named as
 * {@code git config --list} names the variable; a variable that is set once is a scalar, one that
 * is set several times an array in the order of the file, and one without {@code =} is null.
 *
 * <p>The grammar is that of git 2.39, state by state, because JGit reads other files than git does;
 * {@code docs/content-formats.md} lists the differences. Deliberately stricter than git: a
 * byte-order mark and the character NUL are refused.
 */
final class GitConfigReader {

  private static final int END = -1;

  private final String text;
  private int next;
  private final Map<String, List<Node>> variables = new LinkedHashMap<>();
  private int count;

  GitConfigReader(String text) {
    this.text = text;
  }

  Node read() throws UnparsableException {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw SourceText.refuse(text, nul, "NUL character");
    }
    String section = "";
    for (int c = take(); c != END; c = take()) {
      if (c == '#' || c == ';') {
        skipLine();
      } else if (c == '[') {
        section = section() + '.';
      } else if (isLetter(c)) {
        variable(section, c);
      } else if (!isSpace(c)) {
        throw refuse("neither a section nor a variable");
      }
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (Map.Entry<String, List<Node>> variable : variables.entrySet()) {
      List<Node> values = variable.getValue();
      members.put(variable.getKey(), values.size() == 1 ? values.get(0) : new ArrayNode(values));
    }
    return new ObjectNode(members);
  }

  private String section() throws UnparsableException {
    StringBuilder name = new StringBuilder();
    for (int c = take(); c != ']'; c = take()) {
      if (isSpace(c)) {
        return subsection(name, c);
      }
      if (!isNameCharacter(c) && c != '.') {
        throw refuse("bad section name");
      }
      name.append(lowerCase(c));
    }
    if (name.isEmpty()) {
      throw refuse("section without a name");
    }
    return name.toString();
  }

  private String subsection(StringBuilder name, int space) throws UnparsableException {
    int c = space;
    while (isSpace(c)) {
      if (c == '\n') {
        throw refuse("section name on two lines");
      }
      c = take();
    }
    if (c != '"') {
      throw refuse("subsection without quotes");
    }
    name.append('.');
    for (c = take(); c != '"'; c = take()) {
      if (c == '\\') {
        c = take();
      }
      if (c == '\n' || c == END) {
        throw refuse("subsection without closing quote");
      }
      name.append((char) c);
    }
    if (take() != ']') {
      throw refuse("section without closing bracket");
    }
    return name.toString();
  }

  private void variable(String section, int first) throws UnparsableException {
    StringBuilder name = new StringBuilder(section).append(lowerCase(first));
    int c = take();
    while (isNameCharacter(c)) {
      name.append(lowerCase(c));
      c = take();
    }
    while (c == ' ' || c == '\t') {
      c = take();
    }
    Node value;
    if (c == '=') {
      value = Scalar.string(value());
    } else if (c == '\n' || c == END) {
      value = Scalar.NULL;
    } else {
      throw refuse("bad variable name");
    }
    if (++count > Limits.MAX_NODES) {
      throw Limits.tooMany();
    }
    String key = name.toString();
    List<Node> values = variables.get(key);
    if (values == null) {
      values = new ArrayList<>(1);
      variables.put(key, values);
    }
    values.add(value);
  }

  private String value() throws UnparsableException {
    StringBuilder value = new StringBuilder();
    int trimmed = 0;
    boolean quoted = false;
    while (true) {
      int c = take();
      if (c == '\n' || c == END) {
        if (quoted) {
          throw refuse("value without closing quote");
        }
        value.setLength(trimmed);
        return value.toString();
      }
      if (!quoted && isSpace(c)) {
        if (trimmed > 0) {
          value.append((char) c);
        }
      } else if (!quoted && (c == ';' || c == '#')) {
        skipLine();
        value.setLength(trimmed);
        return value.toString();
      } else if (c == '"') {
        quoted = !quoted;
        trimmed = value.length();
      } else if (c == '\\') {
        int escaped = take();
        if (escaped != '\n' && escaped != END) {
          value.append(unescape(escaped));
        }
        trimmed = value.length();
      } else {
        value.append((char) c);
        trimmed = value.length();
      }
    }
  }

  private char unescape(int c) throws UnparsableException {
    return switch (c) {
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'n' -> '\n';
      case '\\', '"' -> (char) c;
      default -> throw refuse("unknown escape sequence");
    };
  }

  private void skipLine() {
    int c = take();
    while (c != '\n' && c != END) {
      c = take();
    }
  }

  /** The next character, where a carriage return and a line feed are one line feed. */
  private int take() {
    if (next >= text.length()) {
      next = text.length() + 1;
      return END;
    }
    char c = text.charAt(next++);
    if (c == '\r' && next < text.length() && text.charAt(next) == '\n') {
      next++;
      return '\n';
    }
    return c;
  }

  private UnparsableException refuse(String reason) {
    return SourceText.refuse(text, next - 1, reason);
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isLetter(int c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  }

  private static boolean isNameCharacter(int c) {
    return isLetter(c) || ('0' <= c && c <= '9') || c == '-';
  }

  private static char lowerCase(int c) {
    return (char) ('A' <= c && c <= 'Z' ? c + ('a' - 'A') : c);
  }
}
