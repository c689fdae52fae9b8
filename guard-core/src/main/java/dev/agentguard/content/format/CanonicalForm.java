package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The one way in which keys and values are written, so that equal ones have equal bytes. */
final class CanonicalForm {

  private CanonicalForm() {}

  /** The text of a value that has no keys below it. */
  static String value(Node node) {
    StringBuilder out = new StringBuilder();
    if (node instanceof ArrayNode array) {
      out.append('[');
      List<Node> elements = array.elements();
      for (int i = 0; i < elements.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(value(elements.get(i)));
      }
      out.append(']');
    } else if (node instanceof ObjectNode) {
      out.append("{}");
    } else if (node instanceof Scalar scalar) {
      if (scalar.type() == Node.Type.STRING) {
        CanonicalString.quote(out, scalar.text());
      } else {
        CanonicalString.bare(out, scalar.text());
      }
    }
    return out.toString();
  }

  static String print(SortedMap<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, String> value : values.entrySet()) {
      CanonicalString.quote(out, value.getKey());
      out.append(": ").append(value.getValue()).append('\n');
    }
    return out.toString();
  }

  static SortedMap<String, String> parse(byte[] bytes) throws UnparsableException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    SortedMap<String, String> values = new TreeMap<>();
    int line = 1;
    for (int start = 0; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw UnparsableException.at(line, 1, "line without an end");
      }
      int keyEnd = CanonicalString.endOfQuoted(text, start);
      if (keyEnd < 0 || !text.startsWith(": ", keyEnd) || keyEnd + 2 > end) {
        throw UnparsableException.at(line, 1, "not a key");
      }
      String key = CanonicalString.unescape(text.substring(start + 1, keyEnd - 1));
      String value = text.substring(keyEnd + 2, end);
      if (!isValue(value)) {
        throw UnparsableException.at(line, keyEnd + 3 - start, "not a canonical value");
      }
      if (!values.isEmpty() && values.lastKey().compareTo(key) >= 0) {
        throw UnparsableException.at(line, 1, "keys out of order");
      }
      values.put(key, value);
      start = end + 1;
    }
    return values;
  }

  private static boolean isValue(String text) {
    if (text.equals("{}") || text.equals("[]")) {
      return true;
    }
    if (!text.startsWith("[")) {
      return text.startsWith("\"")
          ? CanonicalString.endOfQuoted(text, 0) == text.length()
          : CanonicalString.isBare(text);
    }
    int at = 1;
    while (true) {
      at = text.startsWith("null", at) ? at + 4 : CanonicalString.endOfQuoted(text, at);
      if (at < 0) {
        return false;
      }
      if (text.startsWith("]", at)) {
        return at + 1 == text.length();
      }
      if (!text.startsWith(", ", at)) {
        return false;
      }
      at += 2;
    }
  }
}
