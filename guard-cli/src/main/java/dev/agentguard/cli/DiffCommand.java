package dev.agentguard.cli;

import dev.agentguard.content.SnapshotReader;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Comparison;
import dev.agentguard.verify.Difference;
import dev.agentguard.verify.Target;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code guard diff}: shows in full how things differ from what is accepted. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Shows how protected files differ from what is accepted, with hidden characters decoded.")
final class DiffCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "As guard verify shows it, or relative to the current directory; all by default.")
  private List<String> paths = List.of();

  DiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Targets targets = new Targets(surroundings);
    Target chosen = targets.target(target.kind(), "");
    AcceptedState state = targets.openInitialised(chosen);
    Set<String> named = new NamedPaths(surroundings, chosen).of(paths);
    List<Difference> differences =
        new Comparison(targets.catalogue(chosen), state, new SnapshotReader()).differences(named);
    if (differences.isEmpty()) {
      surroundings.out().println(named.isEmpty() ? "no differences" : "no differences there");
    }
    DifferencePrinter printer = new DifferencePrinter(surroundings.out());
    for (Difference difference : differences) {
      printer.print(difference);
    }
    return differences.isEmpty() ? 0 : 1;
  }
}
