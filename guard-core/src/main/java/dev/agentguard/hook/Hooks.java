package dev.agentguard.hook;

import dev.agentguard.baseline.DurableWriter;
import dev.agentguard.content.text.Escaping;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The hooks of one work tree, and guard's lines in them. */
public final class Hooks {

  private final GitRepository repository;
  private final HookPlace place;
  private final String searchPath;

  private Hooks(GitRepository repository, HookPlace place, String searchPath) {
    this.repository = repository;
    this.place = place;
    this.searchPath = searchPath;
  }

  /**
   * Those of a work tree.
   *
   * @param workTree the directory that has the {@code .git}
   * @param environment where git finds its configuration, and hooks their programs
   * @throws HookException if it is none, or its configuration cannot be read
   */
  public static Hooks of(Path workTree, Path home, Map<String, String> environment)
      throws HookException {
    GitRepository repository = GitRepository.of(workTree);
    HookPlace place = HookPlace.of(repository, new GitSettings(repository, home, environment));
    return new Hooks(repository, place, environment.getOrDefault("PATH", ""));
  }

  /** Who decides where they are: git, setting, husky, husky_8 or lefthook. */
  public HookKeeper keeper() {
    return place.keeper();
  }

  /** Where they are. */
  public Path directory() {
    return place.directory();
  }

  /** Whether everybody who has the repository has them. */
  public boolean areInRepository() {
    return place.reach() == HookPlace.Reach.REPOSITORY;
  }

  /** Whether other repositories of this machine may use them, too. */
  public boolean areOfMachine() {
    return place.reach() == HookPlace.Reach.MACHINE;
  }

  /** What each does now. */
  public List<HookStatus> status() throws HookException {
    List<HookStatus> all = new ArrayList<>();
    for (GitHook hook : GitHook.values()) {
      all.add(new HookCheck(repository, place, searchPath).status(hook));
    }
    return all;
  }

  /**
   * Puts guard's lines in, into all or none.
   *
   * @param program guard's own program, absolute
   */
  public List<HookChange> install(Path program, RandomGenerator random) throws HookException {
    checkProgram(program);
    checkDirectories();
    Edits edits = edits(random);
    List<HookChange> changes = new ArrayList<>();
    if (place.keeper() == HookKeeper.LEFTHOOK) {
      HookFile local = LefthookFiles.local(repository.workTree());
      HookScript after = LefthookFiles.with(local, new ProgramPlace.At(program.toString()));
      note(changes, local, after);
      edits.add(local, Optional.of(after));
    } else {
      int missing = missingDirectories();
      for (GitHook hook : GitHook.values()) {
        HookFile file = place.fileOf(hook);
        HookScript after = with(hook, file, place.programPlace(program.toString()), missing);
        note(changes, file, after);
        edits.add(file, Optional.of(after));
      }
    }
    edits.apply();
    return changes;
  }

  private HookScript with(GitHook hook, HookFile file, ProgramPlace program, int missing)
      throws HookException {
    String body = new HookBlock(hook, program, areOfMachine()).body();
    if (file.script().isEmpty()) {
      return HookScript.create(body, missing);
    }
    if (place.isStartedByGit() && !file.executable() && file.marked().isEmpty()) {
      throw new HookException(
              "not executable, so that git does not run it",
              "delete it, or let git run it: chmod +x")
          .in(file.file());
    }
    try {
      return file.script().get().with(body);
    } catch (HookException e) {
      throw e.in(file.file());
    }
  }

  private static void note(List<HookChange> changes, HookFile file, HookScript after)
      throws HookException {
    HookChange.Kind kind = HookChange.Kind.ADDED;
    if (file.marked().isPresent()) {
      boolean same = after.equals(file.script().orElse(null));
      kind = same ? HookChange.Kind.UNCHANGED : HookChange.Kind.UPDATED;
    }
    changes.add(new HookChange(kind, file.file(), false));
  }

  private static void checkProgram(Path program) throws HookException {
    String path = program.toString();
    if (!Escaping.escape(path).equals(path)) {
      throw new HookException("the path of guard's program has characters that hooks cannot hold");
    }
  }

  /** A link below the work tree could lead a change to anywhere. */
  private void checkDirectories() throws HookException {
    Path directory = place.directory();
    Path base = place.reach() == HookPlace.Reach.CLONE ? repository.commonDirectory() : null;
    if (place.reach() == HookPlace.Reach.REPOSITORY) {
      base = repository.workTree();
    }
    Path at = directory;
    while (at != null && !at.equals(base)) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        throw new HookException("no directory, or a link to one").in(at);
      }
      at = base == null ? null : at.getParent();
    }
    if (areOfMachine() && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new HookException("core.hooksPath names it, and it is not there").in(directory);
    }
  }

  private int missingDirectories() {
    int missing = 0;
    Path at = place.directory();
    while (at != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      missing++;
      at = at.getParent();
    }
    return missing;
  }

  /** Takes guard's lines out wherever this repository has them, also where git ignores them now. */
  public List<HookChange> uninstall(RandomGenerator random) throws HookException {
    checkDirectories();
    Edits edits = edits(random);
    List<HookChange> changes = new ArrayList<>();
    Map<Path, Integer> directories = new LinkedHashMap<>();
    for (Path file : candidates()) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      HookFile found = HookFile.read(file);
      Optional<MarkedLines> lines = found.marked();
      if (lines.isPresent()) {
        String rest = lines.get().without();
        Undo undo = lines.get().undo();
        boolean own = undo.file() && (rest.isEmpty() || rest.equals(HookScript.SHEBANG));
        edits.add(found, own ? Optional.empty() : Optional.of(new HookScript(rest)));
        if (own && file.getParent() != null) {
          directories.merge(file.getParent(), undo.directories(), Math::max);
        }
        boolean edited = HookCheck.isEdited(file, lines.get());
        changes.add(new HookChange(HookChange.Kind.REMOVED, file, edited));
      }
    }
    edits.apply();
    for (Map.Entry<Path, Integer> directory : directories.entrySet()) {
      Edits.deleteEmpty(directory.getKey(), directory.getValue());
    }
    return changes;
  }

  private Set<Path> candidates() throws HookException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path directory :
        List.of(
            place.directory(),
            repository.commonDirectory().resolve("hooks"),
            repository.workTree().resolve(".husky"))) {
      if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        for (GitHook hook : GitHook.values()) {
          files.add(directory.resolve(hook.fileName()));
          files.add(directory.resolve(hook.fileName() + HookPlace.LEGACY));
          files.add(directory.resolve(hook.fileName() + ".old"));
        }
      }
    }
    files.add(LefthookFiles.local(repository.workTree()).file());
    return files;
  }

  private static Edits edits(RandomGenerator random) {
    return new Edits(new DurableWriter(random, DurableWriter.Access.SHARED));
  }
}
