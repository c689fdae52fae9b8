package dev.agentguard.policy;

import dev.agentguard.surface.Stance;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Severity;
import java.util.List;

/** The promise that a workspace only tightens, checked against the layers below it. */
final class WorkspaceLimits {

  private final Policy below;
  private final List<Surface> catalogue;
  private final List<Stance> accepted;

  WorkspaceLimits(Policy below, List<Surface> catalogue) {
    this.below = below;
    this.catalogue = catalogue;
    this.accepted = catalogue.stream().map(surface -> below.stance(surface).value()).toList();
  }

  /** Reports every attempt to loosen. Its modes were checked when they were read. */
  void check(Statements workspace, List<PolicyProblem> problems) {
    for (Rule<Severity> rule : workspace.failOn) {
      Ruling<Severity> limit = below.failOn();
      // Severities are ordered worst first, and a low limit is the strict one.
      if (rule.value().compareTo(limit.value()) < 0) {
        problems.add(
            loosens(rule.origin(), "fail_on", Vocabulary.SEVERITIES, rule.value(), limit, ""));
      }
    }
    for (Rule<Stance> rule : workspace.stances) {
      check(rule, problems);
    }
  }

  private void check(Rule<Stance> rule, List<PolicyProblem> problems) {
    for (int i = 0; i < catalogue.size(); i++) {
      Surface surface = catalogue.get(i);
      if (rule.value().compareTo(accepted.get(i)) > 0 && rule.surfaces().matches(surface.id())) {
        Ruling<Stance> limit = below.stance(surface);
        String of = " for " + surface.id();
        problems.add(loosens(rule.origin(), "stance", Vocabulary.STANCES, rule.value(), limit, of));
        return;
      }
    }
  }

  private static <T> PolicyProblem loosens(
      Origin origin, String key, Vocabulary<T> words, T value, Ruling<T> limit, String of) {
    return origin.problem(
        String.format(
            "%s: a workspace may only tighten, and \"%s\" is looser than \"%s\"%s (%s)",
            key, words.word(value), words.word(limit.value()), of, source(limit)));
  }

  private static String source(Ruling<?> ruling) {
    return ruling.layer() == Layer.BUILT_IN ? "built in" : ruling.file() + ", " + ruling.rule();
  }
}
