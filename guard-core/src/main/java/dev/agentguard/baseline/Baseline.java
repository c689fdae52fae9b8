package dev.agentguard.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accepted state: what all approvals of one store say together. For each path the highest
 * revision wins. Where two approvals of that revision disagree, nothing is accepted and the
 * disagreement is one of the {@link #conflicts}.
 */
public final class Baseline {

  private final Map<String, Accepted> accepted;
  private final Map<String, Conflict> conflicts;
  private final int highestRevision;
  private volatile @Nullable SimilarPaths similar;

  private Baseline(
      Map<String, Accepted> accepted, Map<String, Conflict> conflicts, int highestRevision) {
    this.accepted = accepted;
    this.conflicts = conflicts;
    this.highestRevision = highestRevision;
  }

  /** Merges approvals; their order does not matter. */
  public static Baseline of(Collection<Approval> approvals) {
    Approval[] ordered = approvals.toArray(new Approval[0]);
    Arrays.sort(ordered, new ByFile());
    int size = 0;
    for (Approval approval : ordered) {
      size += approval.statement().entries().size();
    }
    Map<String, Accepted> accepted = new HashMap<>(2 * size);
    Map<String, List<Accepted>> disagreeing = new HashMap<>();
    int highest = 0;
    for (Approval approval : ordered) {
      highest = Math.max(highest, approval.statement().revision());
      for (Entry entry : approval.statement().entries()) {
        merge(accepted, disagreeing, new Accepted(entry, approval));
      }
    }
    Map<String, Conflict> conflicts = new HashMap<>();
    for (Map.Entry<String, List<Accepted>> e : disagreeing.entrySet()) {
      accepted.remove(e.getKey());
      conflicts.put(e.getKey(), new Conflict(e.getKey(), e.getValue()));
    }
    return new Baseline(accepted, conflicts, highest);
  }

  private static void merge(
      Map<String, Accepted> accepted, Map<String, List<Accepted>> disagreeing, Accepted next) {
    String path = next.entry().path();
    Accepted current = accepted.get(path);
    if (current == null || next.revision() > current.revision()) {
      accepted.put(path, next);
      if (current != null) {
        disagreeing.remove(path);
      }
    } else if (next.revision() == current.revision()) {
      List<Accepted> candidates = disagreeing.get(path);
      if (candidates != null) {
        candidates.add(next);
      } else if (!next.entry().equals(current.entry())) {
        disagreeing.put(path, new ArrayList<>(List.of(current, next)));
      }
    }
  }

  /** What is accepted at exactly this path; nothing if the approvals are in conflict there. */
  public Optional<Accepted> find(String path) {
    return Optional.ofNullable(accepted.get(path));
  }

  /** The conflict at exactly this path. */
  public Optional<Conflict> findConflict(String path) {
    return Optional.ofNullable(conflicts.get(path));
  }

  /**
   * The paths that are accepted or in conflict and differ from this one only by letter case or
   * Unicode form.
   */
  public List<String> similar(String path) {
    SimilarPaths index = similar;
    if (index == null) {
      index = new SimilarPaths(accepted.keySet(), conflicts.keySet());
      similar = index;
    }
    return index.of(path);
  }

  /** Everything that is accepted, in no particular order. */
  public Collection<Accepted> accepted() {
    return Collections.unmodifiableCollection(accepted.values());
  }

  /** Where the approvals disagree, in no particular order. */
  public Collection<Conflict> conflicts() {
    return Collections.unmodifiableCollection(conflicts.values());
  }

  /**
   * The highest revision of all approvals, or 0 if there are none; the next approval takes the one
   * after it.
   */
  public int highestRevision() {
    return highestRevision;
  }

  private static final class ByFile implements Comparator<Approval> {
    @Override
    public int compare(Approval a, Approval b) {
      return a.file().compareTo(b.file());
    }
  }
}
