package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reader of INI files. There are two grammars, and the first section tells them apart: before
 * it a file is read as npm reads {@code .npmrc} (only {@code =} separates, keys and values may be
 * quoted, {@code ;} and {@code #} also end a value), from it on as Python's {@code configparser}
 * reads {@code pip.conf} and the files of AWS (the first {@code =} or {@code :} separates, an
 * indented line continues a value), which in turn refuses keys before the first section. A key that
 * is there several times has all its values in an array, because consumers differ in which they
 * take.
 */
final class IniReader {

  private final String text;
  private final Map<String, List<Node>> top = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Node>>> sections = new LinkedHashMap<>();
  private @Nullable Map<String, List<Node>> section;
  private @Nullable StringBuilder value;
  private String key = "";
  private int keyIndent;
  private int entries;

  IniReader(String text) {
    this.text = text;
  }

  Node read() throws UnparsableException {
    for (int start = 0; start < text.length(); ) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      line(start, text.substring(start, end));
      start = end + 1;
    }
    finishValue();
    Map<String, Node> members = members(top);
    for (Map.Entry<String, Map<String, List<Node>>> named : sections.entrySet()) {
      String name = named.getKey();
      if (members.containsKey(name)) {
        throw UnparsableException.because("key and section of one name: " + name);
      }
      members.put(name, new ObjectNode(members(named.getValue())));
    }
    return new ObjectNode(members);
  }

  private void line(int offset, String line) throws UnparsableException {
    String content = line.strip();
    if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
      return;
    }
    int indent = line.indexOf(content.charAt(0));
    if (value != null && section != null && indent > keyIndent) {
      value.append('\n').append(content);
      return;
    }
    finishValue();
    if (content.startsWith("[")) {
      startSection(offset, content);
    } else if (section == null) {
      npmEntry(content);
    } else {
      startValue(offset, content, indent);
    }
  }

  private void startSection(int offset, String header) throws UnparsableException {
    int close = header.lastIndexOf(']');
    if (close != header.length() - 1) {
      throw SourceText.refuse(text, offset, "section header with a tail");
    }
    String name = header.substring(1, close);
    if (name.isEmpty() || name.indexOf(']') >= 0) {
      throw SourceText.refuse(text, offset, "bad section name");
    }
    section = sections.get(name);
    if (section == null) {
      section = new LinkedHashMap<>();
      sections.put(name, section);
    }
  }

  private void npmEntry(String line) throws UnparsableException {
    int equals = line.indexOf('=');
    String name = NpmValue.of(equals < 0 ? line : line.substring(0, equals));
    if (name.length() > 2 && name.endsWith("[]")) {
      name = name.substring(0, name.length() - 2);
    }
    add(
        top,
        name,
        equals < 0 ? Scalar.NULL : Scalar.string(NpmValue.of(line.substring(equals + 1))));
  }

  private void startValue(int offset, String line, int indent) throws UnparsableException {
    int separator = 0;
    while (separator < line.length()
        && line.charAt(separator) != '='
        && line.charAt(separator) != ':') {
      separator++;
    }
    key = line.substring(0, separator).stripTrailing();
    if (key.isEmpty()) {
      throw SourceText.refuse(text, offset, "value without a key");
    }
    keyIndent = indent;
    if (separator < line.length()) {
      value = new StringBuilder(line.substring(separator + 1).strip());
    } else if (section != null) {
      add(section, key, Scalar.NULL);
    }
  }

  private void finishValue() throws UnparsableException {
    if (value != null && section != null) {
      add(section, key, Scalar.string(value.toString()));
    }
    value = null;
  }

  private void add(Map<String, List<Node>> entriesByKey, String name, Node node)
      throws UnparsableException {
    if (++entries > Limits.MAX_NODES) {
      throw Limits.tooMany();
    }
    List<Node> values = entriesByKey.get(name);
    if (values == null) {
      values = new ArrayList<>(1);
      entriesByKey.put(name, values);
    }
    values.add(node);
  }

  private static Map<String, Node> members(Map<String, List<Node>> entriesByKey) {
    Map<String, Node> members = new LinkedHashMap<>();
    for (Map.Entry<String, List<Node>> entry : entriesByKey.entrySet()) {
      List<Node> values = entry.getValue();
      members.put(entry.getKey(), values.size() == 1 ? values.get(0) : new ArrayNode(values));
    }
    return members;
  }
}
