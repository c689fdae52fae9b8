package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A target as it is now beside what was accepted for it: where verifying, comparing and approving
 * begin.
 */
final class Examination {

  private final AcceptedState accepted;
  private final Derivations derivations;
  private final Inspector inspector;
  private final Survey survey;
  private final Judge judge;
  private final GitPointers pointers;

  private Examination(
      Catalogue catalogue, AcceptedState accepted, SnapshotReader reader, Survey survey) {
    this.accepted = accepted;
    this.derivations = new Derivations(catalogue, accepted.target());
    this.inspector = new Inspector(reader);
    this.survey = survey;
    this.judge = new Judge(accepted.baseline(), accepted.contents(), inspector);
    this.pointers = new GitPointers(survey, accepted.target(), derivations);
  }

  /** Looks at everything that is protected. */
  static Examination of(Catalogue catalogue, AcceptedState accepted, SnapshotReader reader) {
    Survey survey = new Surveyor(catalogue, accepted.target(), reader).survey();
    return new Examination(catalogue, accepted, reader, survey);
  }

  Survey survey() {
    return survey;
  }

  Judge judge() {
    return judge;
  }

  Inspector inspector() {
    return inspector;
  }

  Derivations derivations() {
    return derivations;
  }

  /** Whether an object is one of git's pointers that needs nobody's acceptance. */
  boolean isOrdinary(Inspected object) {
    return pointers.areOrdinary(object);
  }

  /** Whether nobody has to accept an object any more. */
  boolean isSettled(Inspected object) {
    return object.isEmpty() || judge.accepts(object) || pointers.areOrdinary(object);
  }

  /** What was accepted and is not there, in no particular order. */
  List<Entry> missing() {
    Set<String> present = new HashSet<>();
    Set<String> ledTo = new HashSet<>();
    for (Inspected object : survey.objects()) {
      if (!object.isEmpty()) {
        present.add(object.path());
      } else {
        ledTo.add(object.path());
      }
    }
    List<Entry> missing = new ArrayList<>();
    for (Accepted known : accepted.baseline().accepted()) {
      Entry entry = known.entry();
      // What a command no longer leads to is no longer protected.
      boolean obsolete = entry instanceof ClosureEntry && !ledTo.contains(entry.path());
      boolean expected = !(entry instanceof AbsentEntry || obsolete);
      if (expected && !present.contains(entry.path())) {
        missing.add(entry);
      }
    }
    return missing;
  }
}
