package dev.agentguard.cli;

import dev.agentguard.hook.HookException;
import dev.agentguard.hook.Hooks;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guard hook}: has git ask guard before a commit, and after what comes in. */
@Command(
    name = "hook",
    mixinStandardHelpOptions = true,
    description = "Have git run guard before commits and after checkouts, merges and rebases.",
    synopsisSubcommandLabel = "COMMAND")
final class HookCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  private HookCommand() {}

  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new HookCommand())
        .addSubcommand(new HookInstallCommand(surroundings))
        .addSubcommand(new HookStatusCommand(surroundings))
        .addSubcommand(new HookUninstallCommand(surroundings));
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "guard hook needs a command");
    }
  }

  /** What a command does with the hooks of a work tree. */
  interface Work {
    int on(Hooks hooks, Target workspace) throws HookException;
  }

  /** Does something with the hooks of the work tree around the current directory. */
  static int run(Surroundings surroundings, Work work) {
    Target workspace = new Targets(surroundings).target(Target.Kind.WORKSPACE, "");
    try {
      Hooks hooks = Hooks.of(workspace.root(), surroundings.home(), surroundings.environment());
      return work.on(hooks, workspace);
    } catch (HookException e) {
      surroundings.error(e.message());
      if (!e.hint().isEmpty()) {
        surroundings.hint(e.hint());
      }
      surroundings.err().print(e.snippet());
      surroundings.err().flush();
      return UsageException.EXIT_CODE;
    }
  }

  /** The directory serves repositories that nobody has asked for; a person has to want that. */
  static void requireShared(Hooks hooks, boolean shared) {
    if (hooks.areOfMachine() && !shared) {
      throw new UsageException(
          hooks.directory() + " is outside this repository, and other repositories may use it",
          "--shared changes it anyway: its hooks then check every repository with a baseline");
    }
  }

  /** Hooks are protected, these too: guard does not accept for a person what it did itself. */
  static void sayWhatToAccept(
      Surroundings surroundings, Hooks hooks, Target workspace, List<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    AcceptedState state = new Targets(surroundings).open(workspace);
    if (!state.initialised()) {
      surroundings.hint("there is no baseline yet: guard init accepts what is there");
    } else if (hooks.areOfMachine()) {
      surroundings.hint("guard protects hooks: guard verify --home tells what to accept");
    } else {
      boolean unsigned = !state.signed() && state.baseline().highestRevision() > 0;
      StringBuilder command =
          new StringBuilder(Remedy.approve(Target.Kind.WORKSPACE, unsigned).strip());
      for (String path : paths) {
        command.append(' ').append(ShellWord.of(path));
      }
      surroundings
          .err()
          .println("guard: hint: guard protects hooks; accept this change: " + command);
      surroundings.err().flush();
    }
  }
}
