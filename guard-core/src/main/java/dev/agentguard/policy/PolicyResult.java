package dev.agentguard.policy;

import java.util.List;

/** What loading the policy files gave. */
public sealed interface PolicyResult {

  /** All files are in order, or there are none. */
  record Loaded(Policy policy) implements PolicyResult {}

  /**
   * At least one file is not in order, so that no new policy is in force.
   *
   * @param problems all problems of all files: of files as such, then of what is in them, by layer
   */
  record Rejected(List<PolicyProblem> problems) implements PolicyResult {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
