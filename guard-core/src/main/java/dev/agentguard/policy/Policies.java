package dev.agentguard.policy;

import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Surface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The way from policy files to a policy. */
public final class Policies {

  private Policies() {}

  /**
   * Reads all layers.
   *
   * @param locations where the files are
   * @param catalogue what there is to have a policy about
   * @return a policy, or everything that is wrong with the files
   */
  public static PolicyResult load(PolicyLocations locations, Catalogue catalogue) {
    PolicyFiles files = new PolicyFiles(locations);
    files.find();
    if (files.found().isEmpty() && files.problems().isEmpty()) {
      return new PolicyResult.Loaded(Policy.BUILT_IN);
    }
    return combine(files.found(), files.problems(), catalogue.surfaces());
  }

  /** Makes one policy of files, which are in the order of their layers. */
  static PolicyResult combine(
      List<PolicySource> sources, List<PolicyProblem> unreadable, List<Surface> catalogue) {
    List<PolicyProblem> problems = new ArrayList<>(unreadable);
    Statements all = new Statements();
    for (PolicySource source : sources) {
      List<PolicyProblem> own = new ArrayList<>();
      Statements statements = PolicyReader.read(source, catalogue, own);
      if (source.layer() == Layer.WORKSPACE) {
        new WorkspaceLimits(Policy.of(all), catalogue).check(statements, own);
      }
      own.sort(
          Comparator.comparingInt(PolicyProblem::line).thenComparingInt(PolicyProblem::column));
      problems.addAll(own);
      all.addAll(statements);
    }
    return problems.isEmpty()
        ? new PolicyResult.Loaded(Policy.of(all))
        : new PolicyResult.Rejected(problems);
  }
}
