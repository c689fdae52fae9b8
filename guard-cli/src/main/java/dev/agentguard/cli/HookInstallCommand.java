package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.hook.HookChange;
import dev.agentguard.hook.HookException;
import dev.agentguard.hook.HookKeeper;
import dev.agentguard.hook.Hooks;
import dev.agentguard.verify.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guard hook install}: puts guard's lines into git's hooks. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Have git run guard, in this repository.",
      "pre-commit, pre-merge-commit and pre-applypatch stop what guard verify --staged does not pass;"
          + " post-checkout, post-merge and post-rewrite warn. Hooks that are there stay as they are."
    })
final class HookInstallCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(
      names = "--program",
      paramLabel = "FILE",
      description = "The guard that hooks start; by default the one that runs now.")
  private String program = "";

  @Option(
      names = "--shared",
      description =
          "Also if core.hooksPath leads outside the repository, where others use it, too.")
  private boolean shared;

  HookInstallCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return HookCommand.run(surroundings, this::install);
  }

  private int install(Hooks hooks, Target workspace) throws HookException {
    HookCommand.requireShared(hooks, shared);
    Path file = program(workspace);
    List<HookChange> changes = hooks.install(file, new SecureRandom());
    List<String> paths = new ArrayList<>();
    for (HookChange change : changes) {
      String path = workspace.shown(change.file());
      String kind = change.kind().name().toLowerCase(Locale.ROOT);
      surroundings.out().println(kind + " " + Escaping.escape(path));
      if (change.kind() != HookChange.Kind.UNCHANGED) {
        paths.add(path);
      }
    }
    surroundings.out().flush();
    if (hooks.keeper() == HookKeeper.LEFTHOOK) {
      surroundings.hint("have lefthook write git's hooks now: lefthook install");
    }
    if (hooks.areInRepository()) {
      surroundings.hint(
          "these files are the repository's: whoever gets them needs guard in a directory of PATH");
    }
    HookCommand.sayWhatToAccept(surroundings, hooks, workspace, paths);
    return 0;
  }

  private Path program(Target workspace) {
    String started = program.isEmpty() ? System.getProperty("guard.started", "") : program;
    if (started.isEmpty()) {
      throw new UsageException("it is not known where guard is", "--program FILE says it");
    }
    try {
      // Not its real name: a link is often what stays the same when guard is updated.
      Path file = surroundings.directory().resolve(started).toAbsolutePath().normalize();
      check(file, workspace);
      return file;
    } catch (InvalidPathException e) {
      throw new UsageException("not a program: " + started);
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  private static void check(Path file, Target workspace) throws IOException {
    Path real = file.toRealPath();
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) || !Files.isExecutable(real)) {
      throw new UsageException("not a program: " + file);
    }
    if (real.startsWith(workspace.root()) || file.startsWith(workspace.root())) {
      throw new UsageException(
          "the program " + file + " is in the repository that it is to check",
          "--program FILE takes a guard that is installed elsewhere");
    }
    if (Files.getFileStore(real).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new UsageException("anybody may change the program " + file);
    }
  }
}
