package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns paths as people write them into paths as baselines write them. */
final class NamedPaths {

  private final Surroundings surroundings;
  private final Target target;

  NamedPaths(Surroundings surroundings, Target target) {
    this.surroundings = surroundings;
    this.target = target;
  }

  Set<String> of(List<String> written) {
    Set<String> paths = new TreeSet<>();
    for (String path : written) {
      String named = of(path);
      if (named.isEmpty()) {
        return Set.of(); // The target itself: everything.
      }
      paths.add(named);
    }
    return paths;
  }

  /**
   * A path that starts with {@code ~/} is below the home; any other is relative to the current
   * directory, or, if nothing is there, to the target, as reports write it. No link is followed in
   * its last segment.
   */
  private String of(String written) {
    if (written.startsWith("~/")) {
      return stripped(written);
    }
    try {
      Path here = located(surroundings.directory().resolve(written));
      Path there = located(target.root().resolve(written));
      Path path = !here.startsWith(target.root()) || !exists(here) && exists(there) ? there : here;
      return path.equals(target.root()) ? "" : stripped(target.shown(path));
    } catch (InvalidPathException | IOException e) {
      throw new UsageException("not a path: " + written);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path located(Path path) throws IOException {
    Path normal = path.normalize();
    Path parent = normal.getParent();
    Path name = normal.getFileName();
    return parent == null || name == null || !Files.isDirectory(parent)
        ? normal
        : parent.toRealPath().resolve(name);
  }

  private static String stripped(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
