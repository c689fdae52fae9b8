package dev.agentguard.hook;

import dev.agentguard.surface.FileName;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a hook would start guard, as far as its files tell. */
final class HookCheck {

  private final GitRepository repository;
  private final HookPlace place;
  private final String searchPath;

  HookCheck(GitRepository repository, HookPlace place, String searchPath) {
    this.repository = repository;
    this.place = place;
    this.searchPath = searchPath;
  }

  HookStatus status(GitHook hook) {
    boolean lefthook = place.keeper() == HookKeeper.LEFTHOOK;
    Path file = place.directory().resolve(hook.fileName());
    try {
      HookFile found = lefthook ? LefthookFiles.local(repository.workTree()) : place.fileOf(hook);
      file = found.file();
      Optional<MarkedLines> lines = found.marked();
      if (lines.isEmpty()) {
        return new HookStatus(hook, HookStatus.State.MISSING, file, "", "");
      }
      if (lines.get().version() != HookBlock.VERSION) {
        String detail = "the lines are those of version " + lines.get().version();
        return new HookStatus(hook, HookStatus.State.OUTDATED, file, "", detail);
      }
      String body = HookScript.decoded(lines.get().body());
      Optional<ProgramPlace> program =
          lefthook ? LefthookFiles.read(body) : HookBlock.read(hook, body).map(HookBlock::program);
      return program.isEmpty()
          ? new HookStatus(
              hook, HookStatus.State.CHANGED, file, "", "somebody edited guard's lines")
          : status(hook, found, program.get());
    } catch (HookException e) {
      return new HookStatus(hook, HookStatus.State.CANNOT_RUN, file, "", e.message());
    }
  }

  private HookStatus status(GitHook hook, HookFile file, ProgramPlace program) {
    Optional<Path> found = program.find(repository.workTree(), searchPath);
    String detail = found.isPresent() ? caller(hook, file) : missing(program);
    return new HookStatus(
        hook,
        detail.isEmpty() ? HookStatus.State.INSTALLED : HookStatus.State.CANNOT_RUN,
        file.file(),
        found.map(FileName::text).orElse(""),
        detail);
  }

  private static String missing(ProgramPlace program) {
    return program instanceof ProgramPlace.At at
        ? at.path() + " is missing or not executable"
        : "no guard in a directory of PATH";
  }

  /** What keeps git from starting the file; empty if nothing does. */
  private String caller(GitHook hook, HookFile file) {
    if (place.keeper() == HookKeeper.LEFTHOOK) {
      return isStarted(place.directory().resolve(hook.fileName()), true)
          ? ""
          : "lefthook has not written this hook for git: lefthook install";
    }
    if (place.keeper() == HookKeeper.HUSKY) {
      return isStarted(place.directory().resolve("_").resolve(hook.fileName()), false)
          ? ""
          : "husky has not written this hook for git: npx husky";
    }
    return file.executable() ? "" : "not executable, so that git does not run it";
  }

  private static boolean isStarted(Path file, boolean byLefthook) {
    try {
      HookFile found = HookFile.read(file);
      return found.executable()
          && (!byLefthook || found.script().map(HookScript::isOfLefthook).orElse(false));
    } catch (HookException e) {
      return false;
    }
  }

  /** Whether some hand has been at guard's lines, as far as this version can tell. */
  static boolean isEdited(Path file, MarkedLines lines) {
    if (lines.version() != HookBlock.VERSION) {
      return false;
    }
    String body = HookScript.decoded(lines.body());
    for (GitHook hook : GitHook.values()) {
      if (FileName.of(file).startsWith(hook.fileName())) {
        return HookBlock.read(hook, body).isEmpty();
      }
    }
    return LefthookFiles.read(body).isEmpty();
  }
}
