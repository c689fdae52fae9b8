package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The reader of files with one entry a line, such as ignore files. The entries are the members of
 * an object, each with an empty value. Where an entry starts with {@code !} the order decides, so
 * in such a file the value of an entry is its position; of equal entries the last one counts.
 */
final class LinesReader {

  private LinesReader() {}

  static Node read(String text) throws UnparsableException {
    Map<String, Integer> entries = new LinkedHashMap<>();
    boolean ordered = false;
    int position = 0;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      if (last > start && text.charAt(start) != '#') {
        entries.put(text.substring(start, last), ++position);
        ordered |= text.charAt(start) == '!';
        if (position > Limits.MAX_NODES) {
          throw Limits.tooMany();
        }
      }
      start = end + 1;
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> entry : entries.entrySet()) {
      members.put(entry.getKey(), Scalar.string(ordered ? entry.getValue().toString() : ""));
    }
    return new ObjectNode(members);
  }
}
