package dev.agentguard.cli;

import dev.agentguard.baseline.SignersFile;
import dev.agentguard.verify.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guard trust}: who may approve. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    description = "Says whose approvals count.",
    synopsisSubcommandLabel = "COMMAND")
final class TrustCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  private TrustCommand() {}

  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new TrustCommand())
        .addSubcommand(new TrustListCommand(surroundings))
        .addSubcommand(new TrustAddCommand(surroundings))
        .addSubcommand(new TrustRemoveCommand(surroundings));
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "guard trust needs a command");
    }
  }

  /** Which file is changed. */
  static final class Choice {

    @Option(
        names = "--workspace",
        description =
            "Change .guard/allowed_signers of the workspace, which counts where it is the base of"
                + " a change, and not the file of this machine.")
    private boolean workspace;

    SignersFile file(Surroundings surroundings, Targets targets) {
      SignersFiles files = new SignersFiles(surroundings);
      return workspace
          ? files.ofWorkspace(targets.target(Target.Kind.WORKSPACE, ""))
          : files.user();
    }

    /** What is left to do after a change. */
    void hint(Surroundings surroundings) {
      if (workspace) {
        surroundings.hint("somebody who is trusted already must approve it:");
        surroundings.hint("guard approve .guard/allowed_signers, and commit .guard/");
      }
    }
  }
}
