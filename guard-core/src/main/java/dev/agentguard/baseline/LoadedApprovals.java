package dev.agentguard.baseline;

import java.util.List;

/**
 * What an approval directory held.
 *
 * @param approvals the approvals, in the order of their names
 * @param problems everything else, in the order of their names
 * @param leftovers names of temporary files that an interrupted write left, or that another process
 *     is writing now; harmless
 */
public record LoadedApprovals(
    List<UnverifiedApproval> approvals, List<Problem> problems, List<String> leftovers) {

  public LoadedApprovals {
    approvals = List.copyOf(approvals);
    problems = List.copyOf(problems);
    leftovers = List.copyOf(leftovers);
  }
}
