package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say what a command is about. */
final class TargetOptions {

  @ArgGroup private @Nullable Other other;

  private static final class Other {
    @Option(
        names = "--home",
        description = "The dotfiles and agents' settings of your home directory.")
    private boolean home;

    @Option(names = "--system", description = "The files of this machine outside homes.")
    private boolean system;
  }

  Target.Kind kind() {
    if (other == null) {
      return Target.Kind.WORKSPACE;
    }
    return other.home
        ? Target.Kind.HOME
        : other.system ? Target.Kind.SYSTEM : Target.Kind.WORKSPACE;
  }
}
