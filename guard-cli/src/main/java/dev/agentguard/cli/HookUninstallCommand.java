package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.hook.HookChange;
import dev.agentguard.hook.HookException;
import dev.agentguard.hook.HookKeeper;
import dev.agentguard.hook.Hooks;
import dev.agentguard.verify.Target;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guard hook uninstall}: takes guard's lines out of git's hooks, and nothing else. */
@Command(
    name = "uninstall",
    mixinStandardHelpOptions = true,
    description = "Take out what guard hook install put in, and nothing else.")
final class HookUninstallCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(
      names = "--shared",
      description =
          "Also if core.hooksPath leads outside the repository, where others use it, too.")
  private boolean shared;

  HookUninstallCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return HookCommand.run(surroundings, this::uninstall);
  }

  private int uninstall(Hooks hooks, Target workspace) throws HookException {
    HookCommand.requireShared(hooks, shared);
    List<String> paths = new ArrayList<>();
    List<HookChange> changes = hooks.uninstall(new SecureRandom());
    for (HookChange change : changes) {
      String path = workspace.shown(change.file());
      paths.add(path);
      surroundings.out().println("removed from " + Escaping.escape(path));
      if (change.edited()) {
        surroundings.hint(
            "guard's lines in " + path + " had been edited; the edit is gone with them");
      }
    }
    if (changes.isEmpty()) {
      surroundings.out().println("no hook has lines of guard");
    } else if (hooks.keeper() == HookKeeper.LEFTHOOK) {
      surroundings.hint("have lefthook write git's hooks now: lefthook install");
    }
    surroundings.out().flush();
    HookCommand.sayWhatToAccept(surroundings, hooks, workspace, paths);
    return 0;
  }
}
