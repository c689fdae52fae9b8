package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One path pattern with braces and places resolved: a scope and folded segments, of which each is a
 * literal, a glob, or {@code **}.
 */
record PathPattern(Scope scope, List<String> segments) {

  static final String ANY_DEPTH = "**";

  private static final Map<String, String> WINDOWS_FOLDERS =
      Map.of(
          "%APPDATA%", "~/AppData/Roaming",
          "%LOCALAPPDATA%", "~/AppData/Local",
          "%USERPROFILE%", "~",
          "%PROGRAMDATA%", "C:/ProgramData");

  PathPattern {
    segments = List.copyOf(segments);
  }

  /**
   * Resolves what a pack writes.
   *
   * @param places the named places of all packs
   * @throws IllegalArgumentException with a message for the pack's author
   */
  static List<PathPattern> expand(String written, Map<String, List<String>> places) {
    List<PathPattern> patterns = new ArrayList<>();
    for (String withoutBraces : expandBraces(written)) {
      for (String placed : resolvePlace(withoutBraces, places)) {
        patterns.add(parse(written, placed));
      }
    }
    return patterns;
  }

  private static PathPattern parse(String written, String text) {
    String path = withoutWindowsFolders(text);
    if (path.indexOf('\\') >= 0 || path.endsWith("/") || path.indexOf('%') >= 0) {
      throw new IllegalArgumentException("bad path pattern: " + written);
    }
    if (path.startsWith("**/")) {
      // The leading ** is what a workspace means: the matcher starts at any depth.
      return new PathPattern(Scope.WORKSPACE, segments(written, path.substring(3)));
    }
    if (path.startsWith("~/")) {
      return new PathPattern(Scope.HOME, segments(written, path.substring(2)));
    }
    if (path.startsWith("/")) {
      return new PathPattern(Scope.SYSTEM, segments(written, path.substring(1)));
    }
    if (path.startsWith("C:/")) {
      return new PathPattern(Scope.SYSTEM, segments(written, path));
    }
    throw new IllegalArgumentException(
        "a path pattern starts with **/, ~/, /, C:/, %FOLDER%/ or <place>/: " + written);
  }

  /** Replaces a leading {@code %APPDATA%} or the like by where that folder usually is. */
  static String withoutWindowsFolders(String path) {
    if (!path.startsWith("%")) {
      return path;
    }
    for (Map.Entry<String, String> folder : WINDOWS_FOLDERS.entrySet()) {
      int length = folder.getKey().length();
      if (path.regionMatches(true, 0, folder.getKey() + "/", 0, length + 1)) {
        return folder.getValue() + path.substring(length);
      }
    }
    return path;
  }

  private static List<String> segments(String written, String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("empty, . or .. segment in path pattern: " + written);
      }
      if (segment.equals(ANY_DEPTH)) {
        if (segments.isEmpty() || !segments.get(segments.size() - 1).equals(ANY_DEPTH)) {
          segments.add(ANY_DEPTH); // A second one in a row would say the same.
        }
      } else if (segment.contains(ANY_DEPTH)) {
        throw new IllegalArgumentException("** must be a segment of its own: " + written);
      } else {
        segments.add(segment.equals("C:") ? "c:" : Folding.fold(segment));
      }
    }
    return segments;
  }

  private static List<String> resolvePlace(String path, Map<String, List<String>> places) {
    if (!path.startsWith("<")) {
      return List.of(path);
    }
    int end = path.indexOf(">/");
    List<String> directories = end < 0 ? null : places.get(path.substring(1, end));
    if (directories == null) {
      throw new IllegalArgumentException("unknown place in path pattern: " + path);
    }
    List<String> resolved = new ArrayList<>();
    for (String directory : directories) {
      for (String withoutBraces : expandBraces(directory)) {
        resolved.add(withoutBraces + path.substring(end + 1));
      }
    }
    return resolved;
  }

  /** Expands {@code a{b,c}d} to {@code abd} and {@code acd}; braces may nest. */
  static List<String> expandBraces(String text) {
    int open = text.indexOf('{');
    if (open < 0) {
      if (text.indexOf('}') >= 0) {
        throw new IllegalArgumentException("unbalanced braces: " + text);
      }
      return List.of(text);
    }
    List<String> alternatives = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    int close = -1;
    for (int i = open; i < text.length() && close < 0; i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        alternatives.add(text.substring(start, i));
        close = i;
      } else if (c == ',' && depth == 1) {
        alternatives.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (close < 0) {
      throw new IllegalArgumentException("unbalanced braces: " + text);
    }
    List<String> expanded = new ArrayList<>();
    for (String alternative : alternatives) {
      expanded.addAll(
          expandBraces(text.substring(0, open) + alternative + text.substring(close + 1)));
    }
    return expanded;
  }
}
