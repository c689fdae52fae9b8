package dev.agentguard.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ancestors of a process, from its parent up to the first process of the system. */
public final class ProcessTree {

  private static final int ATTEMPTS = 5;
  private static final int MAX_DEPTH = 1000;

  private final ProcessTable table;

  /** A tree over a table. */
  public ProcessTree(ProcessTable table) {
    this.table = table;
  }

  /**
   * What was found of the ancestors.
   *
   * @param processes the parent first
   * @param gap why there may be more of them, one line, not escaped; empty if these are all
   */
  record Ancestry(List<RunningProcess> processes, String gap) {
    Ancestry {
      processes = List.copyOf(processes);
    }
  }

  /**
   * The ancestors of a process. A parent that ends while they are counted makes another the parent:
   * then it begins anew.
   */
  Ancestry ancestors(long pid) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Ancestry> ancestry = attempt(pid);
      if (ancestry.isPresent()) {
        return ancestry.get();
      }
    }
    return new Ancestry(List.of(), "the processes above process " + pid + " keep changing");
  }

  private Optional<Ancestry> attempt(long pid) {
    List<RunningProcess> found = new ArrayList<>();
    Optional<RunningProcess> start = table.find(pid);
    if (start.isEmpty()) {
      return Optional.of(new Ancestry(found, "process " + pid + " cannot be looked at"));
    }
    RunningProcess child = start.get();
    while (child.parent() > 0) {
      if (found.size() == MAX_DEPTH) {
        return Optional.of(new Ancestry(found, "there are more than " + MAX_DEPTH + " ancestors"));
      }
      Optional<RunningProcess> parent = table.find(child.parent());
      if (!isStillChild(child)) {
        return Optional.empty();
      }
      if (parent.isEmpty()) {
        return Optional.of(
            new Ancestry(found, "process " + child.parent() + " above it cannot be looked at"));
      }
      if (parent.get().started() > child.started()) {
        return Optional.empty(); // Its number was given to a later process.
      }
      child = parent.get();
      found.add(child);
    }
    return Optional.of(new Ancestry(found, ""));
  }

  private boolean isStillChild(RunningProcess child) {
    Optional<RunningProcess> now = table.find(child.pid());
    return now.isPresent()
        && now.get().started() == child.started()
        && now.get().parent() == child.parent();
  }
}
