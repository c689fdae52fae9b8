package dev.agentguard.git;

import dev.agentguard.surface.NameSieve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory as merging a branch would make it, name by name: what the branch has not changed
 * since the merge base is that of the target, everything else that of the branch. Contents are not
 * merged: where both changed a file, the branch's is judged.
 */
final class MergedDirectory implements Directory {

  private final Directory head;
  private final Directory ancestor;
  private final Directory target;

  private MergedDirectory(Directory head, Directory ancestor, Directory target) {
    this.head = head;
    this.ancestor = ancestor;
    this.target = target;
  }

  /** The merge of three trees. */
  static Directory of(TreeEntry head, TreeEntry ancestor, TreeEntry target) {
    TreeEntry merged = merge(head, ancestor, target);
    Directory directory = merged == null ? null : merged.directory();
    return directory == null ? EMPTY : directory;
  }

  private static @Nullable TreeEntry merge(
      @Nullable TreeEntry head, @Nullable TreeEntry ancestor, @Nullable TreeEntry target) {
    if (TreeEntry.isSame(head, ancestor)) {
      return target;
    }
    if (TreeEntry.isSame(head, target) || TreeEntry.isSame(ancestor, target)) {
      return head;
    }
    // Both have changed it. A directory is looked into; of a file, the branch's counts.
    boolean someTree = isTree(head) || isTree(target);
    if (head != null && !isTree(head) || !someTree) {
      return head;
    }
    TreeEntry named = head != null ? head : target;
    if (named == null) {
      return null;
    }
    Directory merged = new MergedDirectory(tree(head), tree(ancestor), tree(target));
    return new TreeEntry(named.name(), EntryKind.DIRECTORY, null, merged);
  }

  private static boolean isTree(@Nullable TreeEntry entry) {
    return entry != null && entry.kind() == EntryKind.DIRECTORY;
  }

  private static Directory tree(@Nullable TreeEntry entry) {
    Directory directory = isTree(entry) && entry != null ? entry.directory() : null;
    return directory == null ? EMPTY : directory;
  }

  @Override
  public List<TreeEntry> entries(@Nullable NameSieve sieve) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Directory side : List.of(head, target)) {
      for (TreeEntry entry : side.entries(sieve)) {
        names.add(entry.name());
      }
    }
    // Each side's entries are found by name: there are few directories that both have changed.
    List<TreeEntry> entries = new ArrayList<>(names.size());
    List<TreeEntry> ofHead = head.entries(null);
    List<TreeEntry> ofAncestor = ancestor.entries(null);
    List<TreeEntry> ofTarget = target.entries(null);
    Map<String, TreeEntry> headBy = byName(ofHead);
    Map<String, TreeEntry> ancestorBy = byName(ofAncestor);
    Map<String, TreeEntry> targetBy = byName(ofTarget);
    for (String name : names) {
      TreeEntry merged = merge(headBy.get(name), ancestorBy.get(name), targetBy.get(name));
      if (merged != null) {
        entries.add(merged);
      }
    }
    return entries;
  }

  private static Map<String, TreeEntry> byName(List<TreeEntry> entries) {
    Map<String, TreeEntry> map = new HashMap<>(2 * entries.size());
    for (TreeEntry entry : entries) {
      map.put(entry.name(), entry);
    }
    return map;
  }

  @Override
  public @Nullable TreeEntry find(String name) throws IOException {
    return merge(head.find(name), ancestor.find(name), target.find(name));
  }
}
