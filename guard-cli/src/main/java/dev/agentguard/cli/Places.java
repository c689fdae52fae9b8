package dev.agentguard.cli;

import dev.agentguard.surface.FileName;
import dev.agentguard.verify.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names that a path on the command line has in baselines: in its workspace, in the home, and on
 * the machine.
 */
final class Places {

  /** A name and what it is a name in. */
  record Place(Target target, String path) {}

  private final Surroundings surroundings;
  private final Path home;

  Places(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.home = real(surroundings.home());
  }

  /**
   * The names of a path, the nearest first.
   *
   * @param argument {@code ~/...}, absolute, a Windows path of a pack, or relative: to the working
   *     directory, or, if nothing is there, to the workspace
   */
  List<Place> of(String argument) {
    List<Place> places = new ArrayList<>();
    if (argument.startsWith("%") || argument.startsWith("C:/")) {
      places.add(new Place(target(Target.Kind.SYSTEM, home.getRoot()), argument));
      return places;
    }
    Path file = file(argument);
    Optional<Path> workspace = workspace(file.getParent());
    Path root = workspace.orElse(real(surroundings.directory()));
    boolean below = file.startsWith(root) && !home.startsWith(root);
    if (workspace.isPresent() || below) {
      add(places, target(Target.Kind.WORKSPACE, root), file);
    }
    if (file.startsWith(home)) {
      add(places, target(Target.Kind.HOME, home), file);
    } else {
      add(places, target(Target.Kind.SYSTEM, home.getRoot()), file);
    }
    return places;
  }

  private static void add(List<Place> places, Target target, Path file) {
    places.add(new Place(target, target.shown(file)));
  }

  private Target target(Target.Kind kind, Path root) {
    return new Target(kind, root, home, surroundings.environment());
  }

  private Path file(String argument) {
    if (argument.equals("~") || argument.startsWith("~/")) {
      return located(FileName.resolve(home, argument.substring(Math.min(2, argument.length()))));
    }
    Path directory = real(surroundings.directory());
    Path here = located(FileName.resolve(directory, argument));
    Optional<Path> workspace = workspace(directory);
    if (workspace.isPresent() && !Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      Path there = located(FileName.resolve(workspace.get(), argument));
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
        return there;
      }
    }
    return here;
  }

  /** The same file, reached without links; the file itself may be one. */
  private static Path located(Path file) {
    Path normal = file.normalize();
    Path parent = normal.getParent();
    Path name = normal.getFileName();
    return parent == null || name == null ? normal : real(parent).resolve(name);
  }

  /**
   * The nearest directory with a {@code .git} in it, or without one the nearest with a {@code
   * .guard}.
   */
  static Optional<Path> workspace(@Nullable Path start) {
    Path baseline = null;
    for (@Nullable Path directory = start; directory != null; directory = directory.getParent()) {
      if (Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(directory);
      }
      if (baseline == null
          && Files.isDirectory(directory.resolve(".guard"), LinkOption.NOFOLLOW_LINKS)) {
        baseline = directory;
      }
    }
    return Optional.ofNullable(baseline);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // It is not there: its name is all there is.
    }
  }
}
