package dev.agentguard.cli;

import dev.agentguard.baseline.RepositoryDirectory;
import dev.agentguard.verify.Proposal;
import dev.agentguard.verify.Proposing;
import dev.agentguard.verify.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  InitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    String reason = approval.reason("init");
    Targets targets = new Targets(surroundings);
    Target chosen = targets.target(target.kind(), directory);
    requireNoBaseline(targets, chosen);
    if (approval.unsigned()) {
      targets.refuseAgents("guard init");
      new SignersFiles(surroundings).requireNone(chosen);
      return withoutSignature(targets, chosen, reason);
    }
    try (Terminal terminal = targets.person("guard init", "signing")) {
      KeySigner signer = new OwnKey(surroundings, targets, approval, terminal).signer(chosen);
      ApprovalSession session =
          new ApprovalSession(surroundings, targets, targets.open(chosen), signer);
      Proposal proposal =
          session.propose(
              new Proposing.Request(Set.of(), approval.hidden(), files(chosen, signer)));
      if (!session.confirm(proposal, terminal)) {
        surroundings.error("nothing was accepted");
        return 1;
      }
      return session.accept(proposal, reason, true);
    }
  }

  private int withoutSignature(Targets targets, Target chosen, String reason) {
    ApprovalSession session =
        new ApprovalSession(
            surroundings, targets, targets.open(chosen), ApprovalSession.unsigned(surroundings));
    return session.accept(
        session.propose(new Proposing.Request(Set.of(), approval.hidden())), reason, true);
  }

  private static void requireNoBaseline(Targets targets, Target chosen) {
    if (targets.open(chosen).initialised()) {
      throw new UsageException(
          "there is a baseline already for " + chosen.title(),
          "guard approve PATH accepts single changes");
    }
  }

  /** A repository says who may approve in it; whoever makes the baseline is the first. */
  private static Map<String, byte[]> files(Target chosen, KeySigner signer) {
    Path signers = chosen.file(RepositoryDirectory.SIGNERS);
    if (chosen.kind() != Target.Kind.WORKSPACE
        || Files.exists(signers, LinkOption.NOFOLLOW_LINKS)) {
      return Map.of();
    }
    String line = OwnKey.line(signer.chosen().key(), signer.principal()).print() + "\n";
    return Map.of(RepositoryDirectory.SIGNERS, line.getBytes(StandardCharsets.UTF_8));
  }
}
