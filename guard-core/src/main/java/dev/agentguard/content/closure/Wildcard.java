package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.List;

/** The files that a pattern with {@code *}, {@code ?} and {@code **} names on a disk. */
final class Wildcard {

  private static final int MOST_LOOKED_AT = 5000;
  private static final int MOST_SEGMENTS = 100;

  private final Files files;
  private final List<String> segments;
  private final List<String> matches = new ArrayList<>();
  private int left = MOST_LOOKED_AT;

  /** A pattern with an absolute path. */
  Wildcard(Files files, String pattern) {
    this.files = files;
    this.segments = Options.parts(pattern, "/");
  }

  static boolean isPattern(String path) {
    return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
  }

  /** Whether there was more to look at than is looked at. */
  boolean cutShort() {
    return left <= 0;
  }

  List<String> matches() {
    if (segments.size() > MOST_SEGMENTS) {
      left = 0;
      return matches;
    }
    boolean drive = !segments.isEmpty() && segments.get(0).endsWith(":");
    walk(drive ? segments.get(0) : "", drive ? 1 : 0);
    return matches;
  }

  private void walk(String directory, int segment) {
    if (segment == segments.size()) {
      matches.add(directory);
      return;
    }
    String pattern = segments.get(segment);
    if (!isPattern(pattern)) {
      String path = directory + "/" + pattern;
      if (left-- > 0 && files.kind(path) != Files.Kind.MISSING) {
        walk(path, segment + 1);
      }
      return;
    }
    boolean any = pattern.equals("**");
    if (any && segment + 1 < segments.size()) {
      walk(directory, segment + 1);
    }
    for (String name : files.list(directory.isEmpty() ? "/" : directory)) {
      if (left-- <= 0) {
        return;
      }
      String path = directory + "/" + name;
      if (any && files.kind(path) == Files.Kind.DIRECTORY) {
        walk(path, segment);
      } else if (any ? segment + 1 == segments.size() : matches(pattern, name)) {
        walk(path, segment + 1);
      }
    }
  }

  /** Whether a name matches a pattern; a hidden one only if the pattern starts with the dot. */
  static boolean matches(String pattern, String name) {
    if (name.startsWith(".") && !pattern.startsWith(".")) {
      return false;
    }
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (c == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length() && (c == '?' || c == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
