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
  private final Target target;
  private final Baseline baseline;
  private final AcceptedContents contents;
  private final Map<String, Long> ancestors;
  private final List<Problem> knownProblems;
  private final SnapshotReader reader;
  private final Severity failsFrom;

  /**
   * @param failsFrom the lowest severity that makes the verification fail
   */
  public Verification(
      Catalogue catalogue, AcceptedState accepted, SnapshotReader reader, Severity failsFrom) {
    this.failsFrom = failsFrom;
    this.catalogue = catalogue;
    this.target = accepted.target();
    this.baseline = accepted.baseline();
    this.contents = accepted.contents();
    this.ancestors = accepted.ancestors();
    this.knownProblems = accepted.problems();
    this.reader = reader;
  }

  /** For a git tree, which has a baseline and no state of this machine. */
  Verification(
      Catalogue catalogue,
      Target target,
      Baseline baseline,
      AcceptedContents contents,
      List<Problem> problems,
      SnapshotReader reader,
      Severity failsFrom) {
    this.failsFrom = failsFrom;
    this.catalogue = catalogue;
    this.target = target;
    this.baseline = baseline;
    this.contents = contents;
    this.ancestors = Map.of();
    this.knownProblems = List.copyOf(problems);
    this.reader = reader;
  }

  /** Verifies the target. */
  public Report run() {
    return judge(new Surveyor(catalogue, target, reader).survey());
  }

  Report judge(Survey survey) {
    Judge judge = new Judge(baseline, contents, new Inspector(reader));
    UnsafeProperties unsafe = new UnsafeProperties(reader, owners());
    GitPointers pointers = new GitPointers(survey, target, new Derivations(catalogue, target));
    Map<String, Surface> seen = new HashMap<>();
    Set<String> gone = new HashSet<>();
    int compared = 0;
    for (Inspected object : survey.objects()) {
      compared += object.isEmpty() ? 0 : 1;
      seen.put(object.path(), object.surface());
      if (!pointers.areOrdinary(object)) {
        judge.judge(object);
      }
      unsafe.judge(object);
    }
    judgeUnseen(judge, seen.keySet(), gone);
    List<Finding> findings = new ArrayList<>(judge.findings());
    findings.addAll(unsafe.findings());
    findings.addAll(new Ancestors(target, reader).judge(survey.objects(), ancestors));
    findings.sort(Finding.WORST_FIRST);
    List<Problem> problems = new ArrayList<>(knownProblems);
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
        false);
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
