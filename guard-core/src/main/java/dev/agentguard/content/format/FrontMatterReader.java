package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of the YAML front matter of Markdown: the lines between a first line {@code ---} and
 * the next. Without it the object is empty. Front matter that is not YAML but {@code name: text} on
 * every line, such as the {@code globs: *.ts} of Cursor, is taken line by line as the tools take
 * it; the text of a line that is not YAML either is a word.
 */
final class FrontMatterReader {

  /** Most files have no front matter, and a start of guard does not wait for these. */
  private static final class Patterns {
    static final Pattern FENCE = Pattern.compile("(?m)^---[ \\t]*\\r?$");
    static final Pattern PLAIN_LINE = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*):(?:[ \\t]+(.*))?");
  }

  private static final int LONGEST_PLAIN = 1 << 16;

  private FrontMatterReader() {}

  static Node read(String text) throws UnparsableException {
    if (!text.startsWith("---")) {
      return ObjectNode.EMPTY;
    }
    Matcher fence = Patterns.FENCE.matcher(text);
    if (!fence.find() || fence.start() != 0) {
      return ObjectNode.EMPTY;
    }
    int start = Math.min(fence.end() + 1, text.length());
    if (!fence.find()) {
      throw UnparsableException.at(1, 1, "front matter without an end");
    }
    String matter = text.substring(start, fence.start());
    Node node;
    try {
      node = YamlReader.read(matter);
    } catch (UnparsableException e) {
      if (matter.length() > LONGEST_PLAIN) {
        throw e.below(1);
      }
      return plainLines(matter, e);
    }
    // Not equals, which a record has generated and links at its first use: a third of a short run.
    if (node instanceof Scalar scalar
        && scalar.type() == Node.Type.NULL
        && scalar.text().equals(Scalar.NULL.text())) {
      return ObjectNode.EMPTY;
    }
    if (!(node instanceof ObjectNode)) {
      throw UnparsableException.at(2, 1, "front matter that is not a mapping");
    }
    return node;
  }

  private static Node plainLines(String matter, UnparsableException notYaml)
      throws UnparsableException {
    Map<String, Node> members = new LinkedHashMap<>();
    for (String line : matter.split("\\r?\\n", -1)) {
      Matcher plain = Patterns.PLAIN_LINE.matcher(line);
      if (line.isBlank()) {
        continue;
      }
      if (!plain.matches() || members.containsKey(plain.group(1))) {
        throw notYaml.below(1);
      }
      members.put(plain.group(1), plainValue(line, plain));
    }
    return new ObjectNode(members);
  }

  private static Node plainValue(String line, Matcher plain) {
    try {
      if (YamlReader.read(line) instanceof ObjectNode alone) {
        return alone.members().getOrDefault(plain.group(1), Scalar.NULL);
      }
    } catch (UnparsableException e) {
      // Then the text is taken as it is.
    }
    return new Scalar(Node.Type.WORD, plain.group(2).strip());
  }
}
