package dev.agentguard.verify;

import dev.agentguard.baseline.Entry;
import dev.agentguard.content.Content;
import dev.agentguard.surface.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked to accept: exactly the states that were found when it was made. If one of
 * them has changed by the time it is shown or accepted, that fails instead of accepting something
 * else.
 */
public final class Proposal {

  /**
   * One entry of the approvals to come.
   *
   * @param entry what would be accepted
   * @param isOwn whether it is the repository's own content, or of this machine alone
   * @param surface what protects it; nothing for the removal of what no surface knows any more
   * @param object what was found; nothing for removals and new files
   * @param content for a file that guard itself writes with the approval: its content
   */
  record Item(
      Entry entry,
      boolean isOwn,
      @Nullable Surface surface,
      @Nullable Inspected object,
      @Nullable Content content) {}

  private final List<Item> items;
  private final List<Problem> refused;
  private final Map<String, Long> directories;
  private final Map<String, List<Report.Gap>> gaps;

  Proposal(
      List<Item> items,
      List<Problem> refused,
      Map<String, Long> directories,
      Map<String, List<Report.Gap>> gaps) {
    this.items = List.copyOf(items);
    this.refused = List.copyOf(refused);
    this.directories = Map.copyOf(directories);
    this.gaps = Map.copyOf(gaps);
  }

  List<Item> items() {
    return items;
  }

  /** What would be accepted and is not now, by path. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Item item : items) {
      entries.add(item.entry());
    }
    return entries;
  }

  /** What was asked for and cannot be accepted, with the reason. */
  public List<Problem> refused() {
    return refused;
  }

  /** The inode numbers of the directories that lead to the objects. */
  Map<String, Long> directories() {
    return directories;
  }

  /** What an object runs that no digest covers. */
  List<Report.Gap> gaps(String path) {
    return gaps.getOrDefault(path, List.of());
  }
}
