package dev.agentguard.surface;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * An object that is there and that a surface protects.
 *
 * @param path its name in baselines and reports: relative to the workspace, or {@code ~/...}, or
 *     absolute
 * @param file where it is
 * @param surface what protects it; where several surfaces do, their union
 * @param way how it was found
 */
public record Located(String path, Path file, Surface surface, Way way) {

  static final Comparator<Located> BY_PATH = new ByPath();

  private static final class ByPath implements Comparator<Located> {
    @Override
    public int compare(Located one, Located other) {
      return one.path.compareTo(other.path);
    }
  }

  /** How a located object was found. */
  public enum Way {
    /** A pattern names it. */
    NAMED,
    /** It is a link in a place through which protected files are reached. */
    ON_THE_WAY
  }
}
