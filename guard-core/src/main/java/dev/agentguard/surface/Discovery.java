package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the protected objects that exist: in a workspace at any depth, in a home, or on the
 * machine.
 *
 * <p>Ignored directories, nested repositories, {@code node_modules} and the like are searched as
 * everything else. Links are never followed; git directories are recognised by what is in them, not
 * by their name.
 */
public final class Discovery {

  private final Catalogue catalogue;
  private final Protections protections;

  public Discovery(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.protections = new Protections(catalogue);
  }

  /** What is protected in a workspace. */
  public Discovered workspace(Path root) {
    return walk(root, "", catalogue.matcher().root(Scope.WORKSPACE));
  }

  /**
   * What is protected in a git directory to which a pointer file leads, and nothing else there: the
   * pointer may lead to any directory of the machine.
   *
   * @param prefix how its path is written in reports, ending in a slash
   */
  public Discovered gitDirectory(Path directory, String prefix) {
    PathMatcher matcher = catalogue.matcher();
    PathMatcher.State root = matcher.root(Scope.WORKSPACE);
    return walk(directory, prefix, matcher.without(matcher.next(root, ".git"), root));
  }

  /**
   * What is protected in a directory because a link to it stands where a protected directory is
   * looked for.
   *
   * @param prefix how the directory's path is written in reports, ending in a slash
   * @param link the path of the link, as in reports
   */
  public Discovered behindLink(Path directory, String prefix, String link) {
    PathMatcher matcher = catalogue.matcher();
    Scope scope = Scope.WORKSPACE;
    String rest = link;
    if (link.startsWith("~/")) {
      scope = Scope.HOME;
      rest = link.substring(2);
    } else if (link.startsWith("/")) {
      scope = Scope.SYSTEM;
      rest = link.substring(1);
    }
    PathMatcher.State state = matcher.root(scope);
    for (String segment : rest.split("/", -1)) {
      state = matcher.next(state, Folding.fold(segment));
    }
    return walk(directory, prefix, state);
  }

  /**
   * The surface that is looked for below a directory of this path, other than those that are looked
   * for in every directory.
   *
   * @param path relative to a workspace
   */
  public Optional<Surface> through(String path) {
    PathMatcher matcher = catalogue.matcher();
    PathMatcher.State state = matcher.root(Scope.WORKSPACE);
    PathMatcher.Step step = matcher.step(state, "");
    for (String segment : path.split("/", -1)) {
      step = matcher.step(state, Folding.fold(segment));
      state = step.next();
    }
    if (step.surfaces().length > 0) {
      return Optional.of(protections.of(step.surfaces()));
    }
    return step.leads() ? Optional.of(protections.strictest(step.below())) : Optional.empty();
  }

  /**
   * What is protected in a home directory, also where environment variables have moved it.
   *
   * @param environment the user's environment variables
   */
  public Discovered home(Path home, Map<String, String> environment) {
    PathMatcher matcher = catalogue.matcher();
    Discovered found = walk(home, "~/", matcher.root(Scope.HOME));
    for (Map.Entry<String, String> relocation : catalogue.relocations().entrySet()) {
      String moved = environment.get(relocation.getKey());
      String usual = relocation.getValue();
      if (moved == null || !moved.startsWith("/")) {
        continue;
      }
      boolean inHome = usual.startsWith("~");
      String below = usual.equals("~") ? "" : usual.substring(inHome ? 2 : 1);
      Path target = home.getFileSystem().getPath(moved).normalize();
      Path place = inHome ? home.resolve(below) : home.getFileSystem().getPath(usual);
      if (!target.equals(place.normalize())) {
        found = found.and(moved(home, target, inHome ? Scope.HOME : Scope.SYSTEM, below));
      }
    }
    return found;
  }

  private Discovered moved(Path home, Path target, Scope scope, String usual) {
    PathMatcher matcher = catalogue.matcher();
    PathMatcher.State state = matcher.root(scope);
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return Discovered.NOTHING;
    }
    if (usual.isEmpty()) {
      return walk(target, shownDirectory(home, target), state);
    }
    String[] segments = usual.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      state = matcher.next(state, Folding.fold(segments[i]));
    }
    String last = Folding.fold(segments[segments.length - 1]);
    // The variable names the place, so a link there is where the tool goes.
    if (Files.isDirectory(target)) {
      return walk(target, shownDirectory(home, target), matcher.next(state, last));
    }
    int[] surfaces = matcher.step(state, last).surfaces();
    if (surfaces.length == 0) {
      return Discovered.NOTHING;
    }
    Located located =
        new Located(shown(home, target), target, protections.of(surfaces), Located.Way.NAMED);
    return new Discovered(List.of(located), List.of(), List.of(), 0);
  }

  private static String shown(Path home, Path target) {
    return target.startsWith(home)
        ? "~/" + FileName.text(home.relativize(target))
        : FileName.text(target);
  }

  private static String shownDirectory(Path home, Path target) {
    String shown = shown(home, target);
    return shown.endsWith("/") ? shown : shown + "/";
  }

  /** What is protected on the machine outside homes. */
  public Discovered system(Path root) {
    return walk(root, "/", catalogue.matcher().root(Scope.SYSTEM));
  }

  private Discovered walk(Path root, String prefix, PathMatcher.State state) {
    TreeWalk walk = new TreeWalk(catalogue.matcher(), protections);
    List<Unreadable> unreadable = new ArrayList<>();
    try {
      Path real = root.toRealPath();
      walk.run(real, prefix, state);
    } catch (IOException e) {
      unreadable.add(new Unreadable(prefix.isEmpty() ? "." : prefix, Unreadable.reason(e)));
    }
    unreadable.addAll(walk.unreadable());
    List<Located> located = new ArrayList<>(walk.located());
    located.sort(Located.BY_PATH);
    return new Discovered(located, walk.gitDirectories(), unreadable, walk.directories());
  }
}
