package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic of paths as text, with slashes, the same on every operating system. */
final class Paths {

  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/bin",
          "/sbin",
          "/lib",
          "/lib64",
          "/opt",
          "/etc",
          "/nix/store",
          "/snap",
          "/System",
          "/Library",
          "/Applications",
          "/dev",
          "/proc",
          "/sys",
          "C:/Windows",
          "C:/Program Files",
          "C:/Program Files (x86)");

  private Paths() {}

  static boolean isAbsolute(String path) {
    return path.startsWith("/") || hasDrive(path);
  }

  static boolean hasDrive(String path) {
    return path.length() >= 3
        && path.charAt(1) == ':'
        && (path.charAt(2) == '/' || path.charAt(2) == '\\')
        && Character.isLetter(path.charAt(0));
  }

  /** The absolute path that a path means in a directory, without {@code .} and {@code ..}. */
  static String resolve(String base, String path) {
    String slashed = path.indexOf('\\') >= 0 ? path.replace('\\', '/') : path;
    String whole = isAbsolute(slashed) ? slashed : base + "/" + slashed;
    List<String> parts = new ArrayList<>();
    for (String part : whole.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.size() > (hasDrive(whole) ? 1 : 0)) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String joined = String.join("/", parts);
    return hasDrive(whole) ? joined : "/" + joined;
  }

  /** The directory that a path is in; {@code .} if it has none. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
  }

  static String name(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Whether a path is a directory or lies below it. */
  static boolean isWithin(String directory, String path) {
    return path.startsWith(directory)
        && (path.length() == directory.length()
            || directory.endsWith("/")
            || path.charAt(directory.length()) == '/');
  }

  /** Whether a path belongs to the operating system or its administrator. */
  static boolean isSystem(String path) {
    for (String directory : SYSTEM) {
      if (isWithin(directory, path)) {
        return true;
      }
    }
    return false;
  }

  /** The part of a path below a directory, or null if it is not below it. */
  static @Nullable String below(String directory, String path) {
    if (!isWithin(directory, path) || path.length() == directory.length()) {
      return null;
    }
    return path.substring(directory.endsWith("/") ? directory.length() : directory.length() + 1);
  }
}
