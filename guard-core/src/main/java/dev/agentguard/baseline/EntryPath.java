package dev.agentguard.baseline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The written form of a path: below the repository ({@code .mcp.json}), below the home ({@code
 * ~/.bashrc}) or absolute ({@code /etc/profile}), always with {@code /} between segments.
 *
 * <p>No segment is empty, {@code .} or {@code ..}, with one exception: a repository's own directory
 * that is called {@code ~} is written {@code ./~}, so that it is never taken for the home. A byte
 * that is not part of valid UTF-8 is the lone surrogate U+DC00 + byte, and is encoded so only where
 * it has to be: every file name has exactly one form.
 */
public final class EntryPath {

  /** The longest path, in bytes of its name on disk; Linux's PATH_MAX. */
  static final int MAX_BYTES = 4096;

  private static final String TOO_LONG = "one that is too long";

  /** What a path is relative to. */
  enum Base {
    REPOSITORY,
    HOME,
    MACHINE
  }

  private EntryPath() {}

  /** The written form of a path relative to a repository's root, which may be called anything. */
  public static String inRepository(String relative) {
    return isTilde(relative) ? "./" + relative : relative;
  }

  /** Whether the text is the written form of a path. */
  public static boolean isValid(String text) {
    return defect(text) == null;
  }

  static void check(String text) {
    String defect = defect(text);
    if (defect != null) {
      throw new IllegalArgumentException("expected a path, not " + defect);
    }
  }

  static Base base(String path) {
    if (path.charAt(0) == '/') {
      return Base.MACHINE;
    }
    return isTilde(path) ? Base.HOME : Base.REPOSITORY;
  }

  /** Compares the names as they are on disk, byte by byte, unsigned. */
  static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Above ASCII the order of UTF-16 is not the order of the bytes.
        return x < 0x80 && y < 0x80
            ? x - y
            : Arrays.compareUnsigned(PathBytes.encode(a), PathBytes.encode(b));
      }
    }
    return a.length() - b.length();
  }

  /** What the text is instead of a path, or null. One pass: a verification asks for every entry. */
  static @Nullable String defect(String text) {
    int length = text.length();
    if (length > MAX_BYTES) {
      return TOO_LONG;
    }
    boolean ascii = true;
    int start = start(text);
    if (start > length) {
      return "the home itself";
    }
    for (int i = start; i <= length; i++) {
      char c = i < length ? text.charAt(i) : '/';
      if (c == '/') {
        String defect = segmentDefect(text, start, i);
        if (defect != null) {
          return defect;
        }
        start = i + 1;
      } else if (c == 0) {
        return "one with NUL";
      } else if (c >= 0x80) {
        ascii = false;
      }
    }
    return ascii ? null : encodingDefect(text);
  }

  private static @Nullable String segmentDefect(String text, int start, int end) {
    if (start == end) {
      return "one with an empty segment";
    }
    if (text.charAt(start) != '.' || end - start > 2) {
      return null;
    }
    if (end - start == 1) {
      return "one with a segment .";
    }
    return text.charAt(start + 1) == '.' ? "one with a segment .." : null;
  }

  private static @Nullable String encodingDefect(String text) {
    if (!PathBytes.isCanonical(text)) {
      return "one that no file name is read as";
    }
    return PathBytes.encode(text).length > MAX_BYTES ? TOO_LONG : null;
  }

  /** Where the first segment begins that has to be an ordinary name. */
  private static int start(String text) {
    if (text.startsWith("/")) {
      return 1;
    }
    return isTilde(text) || (text.startsWith("./") && isTilde(text.substring(2))) ? 2 : 0;
  }

  private static boolean isTilde(String path) {
    return path.startsWith("~") && (path.length() == 1 || path.charAt(1) == '/');
  }
}
