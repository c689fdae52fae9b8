package dev.agentguard.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, as far as it matters here.
 *
 * @param parents the parents; none where the history of a shallow clone ends
 * @param time when it was committed, seconds
 */
record Commit(ObjectId id, ObjectId tree, List<ObjectId> parents, long time) {

  Commit {
    parents = List.copyOf(parents);
  }

  static Commit parse(ObjectId id, byte[] content) throws IOException {
    ObjectId tree = null;
    List<ObjectId> parents = new ArrayList<>();
    long time = 0;
    int at = 0;
    while (at < content.length && content[at] != '\n') {
      int end = at;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      String line = new String(content, at, end - at, StandardCharsets.ISO_8859_1);
      if (line.startsWith("tree ") && tree == null) {
        tree = ObjectId.parse(line.substring(5));
      } else if (line.startsWith("parent ")) {
        ObjectId parent = ObjectId.parse(line.substring(7));
        if (parent == null) {
          throw DamagedException.object(id, "has a parent that is no object name");
        }
        parents.add(parent);
      } else if (line.startsWith("committer ")) {
        time = time(line);
      }
      at = end + 1;
    }
    if (tree == null) {
      throw DamagedException.object(id, "is a commit without a tree");
    }
    return new Commit(id, tree, parents, time);
  }

  private static long time(String line) {
    int start = line.lastIndexOf("> ");
    String[] words = start < 0 ? new String[0] : line.substring(start + 2).split(" ", -1);
    try {
      return words.length == 0 ? 0 : Long.parseLong(words[0]);
    } catch (NumberFormatException e) {
      return 0; // It only decides in which order history is looked at.
    }
  }

  /** What a tag is of, or null if it says nothing about that. */
  static @Nullable ObjectId tagged(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    return end > 7 && text.startsWith("object ") ? ObjectId.parse(text.substring(7, end)) : null;
  }
}
