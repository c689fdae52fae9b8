package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.Baseline;
import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.Conflict;
import dev.agentguard.content.Metadata;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Inspected.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One comparison of a target with its baseline: survey, judge, report. Changes nothing. */
public final class Verification {

  private final Catalogue catalogue;
  private final AcceptedState accepted;
  private final Target target;
  private final Baseline baseline;
  private final SnapshotReader reader;
  private final Severity failsFrom;

  /**
   * @param failsFrom the lowest severity that makes the verification fail
   */
  public Verification(
      Catalogue catalogue, AcceptedState accepted, SnapshotReader reader, Severity failsFrom) {
    this.failsFrom = failsFrom;
    this.catalogue = catalogue;
    this.accepted = accepted;
    this.target = accepted.target();
    this.baseline = accepted.baseline();
    this.reader = reader;
  }

  /** Verifies the target. */
  public Report run() {
    Examination examination = Examination.of(catalogue, accepted, reader);
    Survey survey = examination.survey();
    Judge judge = examination.judge();
    UnsafeProperties unsafe = new UnsafeProperties(reader, owners());
    Map<String, Surface> seen = new HashMap<>();
    Set<String> gone = new HashSet<>();
    int compared = 0;
    for (Inspected object : survey.objects()) {
      compared += object.isEmpty() ? 0 : 1;
      seen.put(object.path(), object.surface());
      if (!examination.isOrdinary(object)) {
        judge.judge(object);
      }
      unsafe.judge(object);
    }
    judgeUnseen(judge, seen.keySet(), gone);
    List<Finding> findings = new ArrayList<>(judge.findings());
    findings.addAll(unsafe.findings());
    findings.addAll(untrusted());
    findings.addAll(new Ancestors(target, reader).judge(survey.objects(), accepted.ancestors()));
    findings.sort(Finding.WORST_FIRST);
    List<Problem> problems = new ArrayList<>(accepted.problems());
    problems.addAll(survey.problems());
    problems.addAll(judge.problems());
    return new Report(
        target.title(),
        findings,
        problems,
        survey.gaps(),
        compared,
        baseline.highestRevision(),
        failsFrom,
        accepted.signed());
  }

  /** Approvals that count for nothing: somebody tried, or somebody's key has gone. */
  private List<Finding> untrusted() {
    List<Finding> findings = new ArrayList<>();
    for (Problem approval : accepted.untrusted()) {
      findings.add(Finding.ofApproval(catalogue, approval.path(), approval.reason()));
    }
    return findings;
  }

  /** Accepted paths that the survey did not come across: gone, or no longer led to. */
  private void judgeUnseen(Judge judge, Set<String> seen, Set<String> gone) {
    Inspector inspector = new Inspector(reader);
    for (Conflict conflict : baseline.conflicts()) {
      List<Surface> surfaces = catalogue.surfacesOf(conflict.path());
      if (!seen.contains(conflict.path()) && !surfaces.isEmpty()) {
        judge.judgeConflict(conflict, surfaces.get(0));
      }
    }
    for (Accepted known : baseline.accepted()) {
      String path = known.entry().path();
      boolean obsolete =
          known.entry() instanceof ClosureEntry || known.entry() instanceof AbsentEntry;
      if (obsolete || seen.contains(path) || !gone.add(path)) {
        continue;
      }
      List<Surface> surfaces = catalogue.surfacesOf(path);
      if (surfaces.isEmpty()) {
        continue; // It was led to by something that has changed, and that is a finding itself.
      }
      Path file = target.file(path);
      if (isBehindLink(file)) {
        judge.judgeMissing(known.entry(), surfaces.get(0));
      } else {
        judge.judge(inspector.inspect(path, file, surfaces.get(0), Role.NAMED, ""));
      }
    }
  }

  /**
   * Whether a directory on the way is not the one of the accepted path: what is there is not it.
   */
  private static boolean isBehindLink(Path file) {
    Path directory = file.getParent();
    try {
      return directory != null && !directory.toRealPath().equals(directory);
    } catch (IOException e) {
      return false; // Nothing is there, or reading the file says what is the matter.
    }
  }

  private Set<Integer> owners() {
    Set<Integer> owners = new HashSet<>();
    for (Path path : List.of(Path.of("/proc/self"), target.home(), target.root())) {
      Optional<Metadata> metadata = reader.metadata(path);
      if (metadata.isPresent()) {
        owners.add(metadata.get().owner());
      }
    }
    return owners;
  }
}
