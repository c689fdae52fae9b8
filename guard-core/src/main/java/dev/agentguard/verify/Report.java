package dev.agentguard.verify;

import java.util.List;

/**
 * The result of one verification.
 *
 * @param target what was verified, for people: a directory, or "home"
 * @param findings differences and unsafe properties, worst first, then by path
 * @param problems what could not be verified; if there is one, the verification is not clean
 * @param uncovered what accepted files run that no digest covers
 * @param objects how many protected objects were compared
 * @param revision the highest revision of the baseline, 0 if nothing was ever accepted
 * @param failsFrom the lowest severity that makes a verification fail
 * @param signed whether every approval behind the baseline carries a trusted signature
 */
public record Report(
    String target,
    List<Finding> findings,
    List<Problem> problems,
    List<Gap> uncovered,
    int objects,
    int revision,
    Severity failsFrom,
    boolean signed) {

  /**
   * Something that a protected file runs and that no digest can cover.
   *
   * @param path the protected file
   * @param reason why, one clause
   * @param text the command or the part of it
   */
  public record Gap(String path, String reason, String text) {}

  public Report {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
    uncovered = List.copyOf(uncovered);
  }

  /** 0 if all is as accepted, 1 if there are findings, 2 if something could not be verified. */
  public int exitCode() {
    if (!problems.isEmpty()) {
      return 2;
    }
    for (Finding finding : findings) {
      if (finding.fails() && finding.severity().compareTo(failsFrom) <= 0) {
        return 1;
      }
    }
    return 0;
  }
}
