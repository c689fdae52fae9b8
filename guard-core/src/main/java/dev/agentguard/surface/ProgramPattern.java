package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pattern for a running program's file or for a word of its command line, as packs write it: a
 * path as in {@code docs/packs.md}, or a word without a slash. Letter case does not count.
 *
 * <p>Unlike a surface's pattern it is matched against one path at a time, so it needs no table.
 */
public final class ProgramPattern {

  private final List<PathPattern> paths;
  private final String word;

  private ProgramPattern(List<PathPattern> paths, String word) {
    this.paths = paths;
    this.word = word;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a message for the pack's author
   */
  public static ProgramPattern of(String written) {
    return written.indexOf('/') < 0
        ? new ProgramPattern(List.of(), Folding.fold(written))
        : new ProgramPattern(PathPattern.expand(written, Map.of()), "");
  }

  /**
   * Whether a path or word matches.
   *
   * @param text an absolute path, or any word
   * @param home the user's home directory, absolute
   */
  public boolean matches(String text, String home) {
    if (!word.isEmpty()) {
      return Folding.fold(text).equals(word);
    }
    if (!text.startsWith("/")) {
      return false;
    }
    List<String> all = segments(text);
    List<String> inHome = below(all, segments(home));
    for (PathPattern pattern : paths) {
      boolean matched =
          switch (pattern.scope()) {
            case WORKSPACE -> anywhere(pattern.segments(), all);
            case HOME -> matches(pattern.segments(), 0, inHome, 0);
            case SYSTEM -> matches(pattern.segments(), 0, all, 0);
          };
      if (matched) {
        return true;
      }
    }
    return false;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(Folding.fold(segment));
      }
    }
    return segments;
  }

  private static List<String> below(List<String> path, List<String> directory) {
    boolean inside =
        path.size() > directory.size() && path.subList(0, directory.size()).equals(directory);
    return inside ? path.subList(directory.size(), path.size()) : List.of();
  }

  private static boolean anywhere(List<String> pattern, List<String> path) {
    for (int start = 0; start < path.size(); start++) {
      if (matches(pattern, 0, path, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<String> pattern, int p, List<String> path, int s) {
    if (p == pattern.size()) {
      return s == path.size();
    }
    if (pattern.get(p).equals(PathPattern.ANY_DEPTH)) {
      // As for surfaces: at the end it is everything below, elsewhere any number of directories.
      for (int next = p + 1 == pattern.size() ? s + 1 : s; next <= path.size(); next++) {
        if (p + 1 == pattern.size() || matches(pattern, p + 1, path, next)) {
          return true;
        }
      }
      return false;
    }
    return s < path.size()
        && segmentMatches(pattern.get(p), path.get(s))
        && matches(pattern, p + 1, path, s + 1);
  }

  private static boolean segmentMatches(String pattern, String segment) {
    return Glob.isGlob(pattern) ? new Glob(pattern).matches(segment) : pattern.equals(segment);
  }
}
