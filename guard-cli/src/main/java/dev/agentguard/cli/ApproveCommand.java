package dev.agentguard.cli;

import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Approving;
import dev.agentguard.verify.Target;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guard approve}: accepts single changes. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Accepts what is there now at the given paths, with the scripts that they run.")
final class ApproveCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private TargetOptions target = new TargetOptions();

  @Mixin private ApprovalOptions approval = new ApprovalOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "As guard verify shows it, or relative to the current directory.")
  private List<String> paths = List.of();

  @Option(
      names = "--hidden",
      description = "Accept characters that a reader does not see; guard diff shows them.")
  private boolean hidden;

  ApproveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    approval.requireUnsigned();
    Targets targets = new Targets(surroundings);
    Target chosen = targets.target(target.kind(), "");
    AcceptedState state = targets.openInitialised(chosen);
    Approving.Result result =
        approval.approve(
            targets,
            state,
            new Approving.Request(
                new NamedPaths(surroundings, chosen).of(paths),
                hidden,
                approval.signer(surroundings),
                approval.reason("approve"),
                approval.now()));
    return ApprovalOptions.print(surroundings, chosen, result, false);
  }
}
