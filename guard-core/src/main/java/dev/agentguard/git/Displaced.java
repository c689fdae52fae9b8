package dev.agentguard.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths that a branch has changed or added where the target has since removed the file or the
 * whole directory. If that was a renaming, git's merge carries the branch's change to the new name,
 * which a merge by names does not see.
 */
final class Displaced {

  /** Enough to say what is wrong. */
  private static final int MOST = 100;

  private final List<String> paths = new ArrayList<>();

  private Displaced() {}

  /** The paths, relative to the trees. Only what both sides have changed is looked into. */
  static List<String> paths(TreeEntry head, TreeEntry ancestor, TreeEntry target)
      throws IOException {
    Displaced displaced = new Displaced();
    if (!TreeEntry.isSame(head, ancestor)
        && !TreeEntry.isSame(ancestor, target)
        && !TreeEntry.isSame(head, target)) {
      displaced.search("", head.directory(), ancestor.directory(), target.directory());
    }
    return displaced.paths;
  }

  /**
   * @param target null if it has removed the directory
   */
  private void search(
      String prefix,
      @Nullable Directory head,
      @Nullable Directory ancestor,
      @Nullable Directory target)
      throws IOException {
    if (head == null || ancestor == null) {
      return;
    }
    Map<String, TreeEntry> ancestors = byName(ancestor);
    Map<String, TreeEntry> targets = byName(target == null ? Directory.EMPTY : target);
    for (TreeEntry entry : head.entries(null)) {
      TreeEntry before = ancestors.get(entry.name());
      TreeEntry now = targets.get(entry.name());
      if (TreeEntry.isSame(entry, before)
          || TreeEntry.isSame(entry, now)
          || target != null && TreeEntry.isSame(before, now)
          || paths.size() == MOST) {
        continue;
      }
      String path = prefix + entry.name();
      if (isTree(entry) && isTree(before) && before != null) {
        Directory then = now != null && isTree(now) ? now.directory() : null;
        search(path + "/", entry.directory(), before.directory(), then);
        continue;
      }
      // Git looks for a new name of a file wherever no file has the old one.
      boolean isMoved = before != null && !isTree(before) && (now == null || isTree(now));
      if (target == null || isMoved && !isTree(entry)) {
        paths.add(path);
      }
    }
  }

  private static boolean isTree(@Nullable TreeEntry entry) {
    return entry != null && entry.kind() == EntryKind.DIRECTORY;
  }

  private static Map<String, TreeEntry> byName(Directory directory) throws IOException {
    Map<String, TreeEntry> map = new HashMap<>();
    for (TreeEntry entry : directory.entries(null)) {
      map.put(entry.name(), entry);
    }
    return map;
  }
}
