package dev.agentguard.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for the latest common ancestors of two commits, in the order of their times, as git
 * does it.
 */
final class MergeBases {

  private static final int OF_ONE = 1;
  private static final int OF_OTHER = 2;
  private static final int OF_BOTH = OF_ONE | OF_OTHER;

  /** An ancestor of a common ancestor. */
  private static final int STALE = 4;

  private static final int RESULT = 8;

  private final ObjectStore objects;
  private final Set<ObjectId> shallow;
  private final Map<ObjectId, Visit> visits = new HashMap<>();
  private final PriorityQueue<Visit> queue = new PriorityQueue<>();
  private int fresh;

  private static final class Visit implements Comparable<Visit> {
    final Commit commit;
    int flags;
    boolean queued;

    Visit(Commit commit) {
      this.commit = commit;
    }

    /** The latest first. */
    @Override
    public int compareTo(Visit other) {
      return Long.compare(other.commit.time(), commit.time());
    }
  }

  /**
   * @param shallow the commits where the history of this clone ends
   */
  MergeBases(ObjectStore objects, Set<ObjectId> shallow) {
    this.objects = objects;
    this.shallow = shallow;
  }

  /**
   * The latest common ancestors; several after criss-cross merges. None if there are none, or if
   * the search met the end of a shallow clone: behind it may be later ones than those found.
   */
  List<Commit> find(Commit one, Commit other) throws IOException {
    if (one.id().equals(other.id())) {
      return List.of(one);
    }
    mark(one.id(), one, OF_ONE);
    mark(other.id(), other, OF_OTHER);
    while (fresh > 0) {
      Visit visit = queue.remove();
      visit.queued = false;
      int flags = visit.flags & (OF_BOTH | STALE);
      fresh -= (flags & STALE) == 0 ? 1 : 0;
      if (flags == OF_BOTH) {
        visit.flags |= RESULT;
        flags |= STALE;
      }
      if (shallow.contains(visit.commit.id())) {
        return List.of();
      }
      for (ObjectId parent : visit.commit.parents()) {
        mark(parent, null, flags);
      }
    }
    List<Commit> found = new ArrayList<>();
    for (Visit visit : visits.values()) {
      if ((visit.flags & (RESULT | STALE)) == RESULT) {
        found.add(visit.commit);
      }
    }
    return found;
  }

  private void mark(ObjectId id, @Nullable Commit known, int flags) throws IOException {
    Visit visit = visits.get(id);
    if (visit == null) {
      Commit commit = known == null ? Commit.parse(id, objects.read(id, GitObject.COMMIT)) : known;
      visit = new Visit(commit);
      visits.put(id, visit);
    }
    if ((visit.flags & flags) == flags) {
      return;
    }
    boolean wasFresh = visit.queued && (visit.flags & STALE) == 0;
    visit.flags |= flags;
    boolean isFresh = (visit.flags & STALE) == 0;
    fresh += (isFresh ? 1 : 0) - (wasFresh ? 1 : 0);
    if (!visit.queued) {
      visit.queued = true;
      queue.add(visit);
    }
  }
}
