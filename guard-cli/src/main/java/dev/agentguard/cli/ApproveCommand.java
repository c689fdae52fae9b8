package dev.agentguard.cli;

import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.verify.Proposal;
import dev.agentguard.verify.Proposing;
import dev.agentguard.verify.Target;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  ApproveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    String reason = approval.reason("approve");
    Targets targets = new Targets(surroundings);
    Target chosen = targets.target(target.kind(), "");
    targets.openInitialised(chosen); // Says what is missing before it asks for anything.
    Proposing.Request request =
        new Proposing.Request(new NamedPaths(surroundings, chosen).of(paths), approval.hidden());
    boolean signed = !approval.unsigned();
    try (Terminal terminal = targets.person("guard approve", "approving")) {
      if (!signed) {
        new SignersFiles(surroundings).requireNone(chosen);
      }
      ApprovalSigner signer =
          signed
              ? new OwnKey(surroundings, targets, approval, terminal).signer(chosen)
              : ApprovalSession.unsigned(surroundings);
      ApprovalSession session =
          new ApprovalSession(surroundings, targets, targets.open(chosen), signer);
      Proposal proposal = session.propose(request);
      if (!session.confirm(proposal, terminal)) {
        surroundings.error("nothing was accepted");
        return 1;
      }
      return session.accept(proposal, reason, false);
    }
  }
}
