package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The finder of the file behind a path or a program name; looks at every link on the way. */
final class Locator {

  private static final int MOST_LINKS = 40;

  private final Files files;
  private final Surroundings surroundings;
  private final Map<String, Place> places = new HashMap<>();

  Locator(Files files, Surroundings surroundings) {
    this.files = files;
    this.surroundings = surroundings;
  }

  /**
   * Where a path leads.
   *
   * @param path the path without links
   * @param kind what is there; never a link, unless there are too many
   * @param links the links on the way, each by a path without links before it
   * @param escapes whether a link leads out of the workspace and the home directory
   */
  record Place(String path, Files.Kind kind, List<String> links, boolean escapes) {}

  Files.Kind kind(String path) {
    return place(path).kind();
  }

  /** Where an absolute path leads. */
  Place place(String path) {
    Place known = places.get(path);
    if (known == null) {
      known = walk(path);
      places.put(path, known);
    }
    return known;
  }

  private Place walk(String path) {
    List<String> links = new ArrayList<>();
    String at = path;
    int from = start(at);
    boolean escapes = false;
    while (true) {
      int slash = at.indexOf('/', from + 1);
      String part = slash < 0 ? at : at.substring(0, slash);
      Files.Kind kind = files.kind(part);
      if (kind == Files.Kind.LINK) {
        Optional<String> target = files.target(part);
        links.add(part);
        if (target.isEmpty() || links.size() > MOST_LINKS) {
          return new Place(part, Files.Kind.OTHER, links, escapes);
        }
        String rest = slash < 0 ? "" : at.substring(slash);
        at = Paths.resolve(Paths.parent(part), target.get() + rest);
        escapes |= !isInside(at);
        from = start(at);
      } else if (slash < 0 || kind == Files.Kind.MISSING) {
        return new Place(at, kind, links, escapes);
      } else if (kind != Files.Kind.DIRECTORY) {
        Files.Kind rest = kind == Files.Kind.OTHER ? Files.Kind.OTHER : Files.Kind.MISSING;
        return new Place(at, rest, links, escapes);
      } else {
        from = slash;
      }
    }
  }

  /** Workspace and home are where they are; the links on the way to them are not looked at. */
  private int start(String path) {
    if (Paths.isWithin(surroundings.workspace(), path)) {
      return surroundings.workspace().length();
    }
    if (Paths.isWithin(surroundings.home(), path)) {
      return surroundings.home().length();
    }
    return Paths.hasDrive(path) ? 2 : 0;
  }

  private boolean isInside(String path) {
    return Paths.isWithin(surroundings.workspace(), path)
        || Paths.isWithin(surroundings.home(), path);
  }

  /** The program of a name in the search path, or null. */
  @Nullable String program(String name) {
    for (String directory : surroundings.path()) {
      String path = Paths.resolve(Paths.resolve(surroundings.base(), directory), name);
      for (String suffix : new String[] {"", ".exe", ".cmd"}) {
        boolean windows = Paths.hasDrive(path);
        if ((suffix.isEmpty() || windows) && kind(path + suffix) == Files.Kind.REGULAR) {
          return path + suffix;
        }
      }
    }
    return null;
  }
}
