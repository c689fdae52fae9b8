package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
      paths.add(of(path));
    }
    return paths;
  }

  /**
   * A path that starts with {@code ~/} is below the home; any other is relative to the current
   * directory. No link is followed in its last segment.
   */
  private String of(String written) {
    if (written.startsWith("~/")) {
      return stripped(written);
    }
    try {
      Path path = surroundings.directory().resolve(written).normalize();
      Path parent = path.getParent();
      Path name = path.getFileName();
      if (parent != null && name != null && Files.isDirectory(parent)) {
        path = parent.toRealPath().resolve(name);
      }
      return path.equals(target.root()) ? "." : stripped(target.shown(path));
    } catch (InvalidPathException | java.io.IOException e) {
      throw new UsageException("not a path: " + written);
    }
  }

  private static String stripped(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
