package dev.agentguard.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where hooks of a work tree have to be so that git runs them.
 *
 * @param keeper who decides about it
 * @param directory the directory of the scripts
 * @param reach who else has the scripts
 */
record HookPlace(HookKeeper keeper, Path directory, Reach reach) {

  static final String LEGACY = ".legacy";

  /** Who else has the scripts. */
  enum Reach {
    /** Nobody: they are in the git directory. */
    CLONE,
    /** Everybody who has the repository: they are in the work tree. */
    REPOSITORY,
    /** Other repositories of this machine. */
    MACHINE
  }

  static HookPlace of(GitRepository repository, GitSettings settings) throws HookException {
    Optional<GitSettings.Setting> setting = settings.hooksPath();
    if (setting.isEmpty()) {
      HookKeeper keeper =
          LefthookFiles.areIn(repository.workTree()) ? HookKeeper.LEFTHOOK : HookKeeper.GIT;
      return new HookPlace(keeper, repository.commonDirectory().resolve("hooks"), Reach.CLONE);
    }
    Path configuration = setting.get().file();
    Path directory =
        settings.expand(repository.workTree(), setting.get().value(), configuration).normalize();
    if (setting.get().value().startsWith("/") || setting.get().value().startsWith("~")) {
      directory = withoutLinks(directory);
    }
    if (directory.getParent() == null || isOtherThanDirectory(directory)) {
      throw new HookException(
          configuration
              + ": core.hooksPath is "
              + setting.get().value()
              + ", no directory for hooks",
          "take the setting away, or let it name a directory");
    }
    if (isOfHusky9(directory)) {
      return new HookPlace(HookKeeper.HUSKY, directory.getParent(), reach(repository, directory));
    }
    HookKeeper keeper =
        isFile(directory.resolve("_").resolve("husky.sh"))
            ? HookKeeper.HUSKY_8
            : HookKeeper.SETTING;
    return new HookPlace(keeper, directory, reach(repository, directory));
  }

  /** Also if it is not there, as in a new work tree: husky ignores it and makes it anew. */
  private static boolean isOfHusky9(Path directory) {
    boolean usual = directory.endsWith(Path.of(".husky", "_"));
    return usual || (directory.endsWith("_") && isFile(directory.resolve("h")));
  }

  /** The same directory with its real name, also if it is not there yet. */
  private static Path withoutLinks(Path directory) {
    Path at = directory;
    while (at.getParent() != null && !Files.exists(at)) {
      at = at.getParent();
    }
    try {
      return at.toRealPath().resolve(at.relativize(directory)).normalize();
    } catch (IOException e) {
      return directory; // It cannot be looked at, and so not be changed.
    }
  }

  private static Reach reach(GitRepository repository, Path directory) {
    if (directory.startsWith(repository.commonDirectory())) {
      return Reach.CLONE;
    }
    return directory.startsWith(repository.workTree()) ? Reach.REPOSITORY : Reach.MACHINE;
  }

  private static boolean isOtherThanDirectory(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path);
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether git starts the scripts itself, so that they have to be executable. */
  boolean isStartedByGit() {
    return keeper != HookKeeper.HUSKY;
  }

  /**
   * The file that guard's lines are in, or would be. The pre-commit framework writes its hooks
   * anew, but runs what it found before, under another name, before its own.
   */
  HookFile fileOf(GitHook hook) throws HookException {
    HookFile file = HookFile.read(directory.resolve(hook.fileName()));
    boolean framework = file.script().map(HookScript::isOfPreCommitFramework).orElse(false);
    return framework ? HookFile.read(directory.resolve(hook.fileName() + LEGACY)) : file;
  }

  /** How guard's lines find guard. */
  ProgramPlace programPlace(String program) {
    return reach == Reach.REPOSITORY ? new ProgramPlace.Searched() : new ProgramPlace.At(program);
  }
}
