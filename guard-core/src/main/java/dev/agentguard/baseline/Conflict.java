package dev.agentguard.baseline;

import java.util.List;

/**
 * A path for which approvals of the same revision accept different states, as when two branches
 * were merged. Neither is accepted until an approval with a higher revision decides.
 *
 * @param path the path in the written form of {@link EntryPath}
 * @param candidates the states, at least two, in the order of their approvals' names
 */
public record Conflict(String path, List<Accepted> candidates) {

  public Conflict {
    candidates = List.copyOf(candidates);
  }

  /** The revision that they share. */
  public int revision() {
    return candidates.get(0).revision();
  }
}
