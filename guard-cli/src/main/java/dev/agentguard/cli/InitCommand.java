package dev.agentguard.cli;

import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Approving;
import dev.agentguard.verify.Target;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guard init}: accepts what is there now. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Accepts the protected files that are there now, and the absence of all others.")
final class InitCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private TargetOptions target = new TargetOptions();

  @Mixin private ApprovalOptions approval = new ApprovalOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The workspace; by default the one around the current directory.")
  private String directory = "";

  @Option(
      names = "--hidden",
      description = "Accept instruction files with characters that a reader does not see, too.")
  private boolean hidden;

  InitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    approval.requireUnsigned();
    Targets targets = new Targets(surroundings);
    Target chosen = targets.target(target.kind(), directory);
    AcceptedState state = targets.open(chosen);
    if (state.initialised()) {
      throw new UsageException(
          "there is a baseline already for " + chosen.title(),
          "guard approve PATH accepts single changes");
    }
    Approving.Result result =
        approval.approve(
            targets,
            state,
            new Approving.Request(
                Set.of(),
                hidden,
                approval.signer(surroundings),
                approval.reason("init"),
                approval.now()));
    return ApprovalOptions.print(surroundings, chosen, result, true);
  }
}
