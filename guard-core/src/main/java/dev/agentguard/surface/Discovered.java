package dev.agentguard.surface;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a search found.
 *
 * @param located the protected objects, by path
 * @param gitDirectories directories that git would take for a git directory
 * @param unreadable places that could not be searched
 * @param directories how many directories were searched
 */
public record Discovered(
    List<Located> located,
    List<Path> gitDirectories,
    List<Unreadable> unreadable,
    long directories) {

  static final Discovered NOTHING = new Discovered(List.of(), List.of(), List.of(), 0);

  public Discovered {
    located = List.copyOf(located);
    gitDirectories = List.copyOf(gitDirectories);
    unreadable = List.copyOf(unreadable);
  }

  /** Both searches as one. */
  public Discovered and(Discovered other) {
    return new Discovered(
        joined(located, other.located),
        joined(gitDirectories, other.gitDirectories),
        joined(unreadable, other.unreadable),
        directories + other.directories);
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
