package dev.agentguard.actor;

import java.util.Locale;
import java.util.Set;

/** Programs that are what their scripts make of them, by the name of their file. */
final class Interpreters {

  private static final Set<String> SHELLS =
      Set.of(
          "sh", "bash", "dash", "ash", "zsh", "fish", "ksh", "mksh", "tcsh", "csh", "busybox", "nu",
          "elvish", "xonsh", "pwsh");

  private static final Set<String> INTERPRETERS =
      Set.of(
          "node",
          "nodejs",
          "bun",
          "deno",
          "python",
          "pypy",
          "java",
          "ruby",
          "perl",
          "php",
          "lua",
          "tclsh",
          "electron");

  private Interpreters() {}

  /** Whether a program is a shell: what it runs are commands of whoever uses it. */
  static boolean isShell(String program) {
    return SHELLS.contains(plainName(program));
  }

  /** Whether a program runs a script or class that its arguments name. */
  static boolean isInterpreter(String program) {
    return INTERPRETERS.contains(plainName(program));
  }

  /** {@code python} of {@code /usr/bin/python3.11}, {@code bash} of {@code -bash}. */
  private static String plainName(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.startsWith("-")) {
      name = name.substring(1); // A login shell's first argument.
    }
    if (name.endsWith(".exe")) {
      name = name.substring(0, name.length() - 4);
    }
    int end = name.length();
    while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
      end--;
    }
    return name.substring(0, end);
  }
}
