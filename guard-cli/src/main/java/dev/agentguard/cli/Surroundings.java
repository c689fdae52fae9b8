package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command takes from the process that it runs in.
 *
 * @param environment environment variables
 * @param home the user's home directory, absolute
 * @param directory the working directory, absolute
 * @param out where results go; UTF-8
 * @param err where everything else goes; UTF-8
 * @param terminal whether results go to a terminal
 * @param people who may be asked
 */
record Surroundings(
    Map<String, String> environment,
    Path home,
    Path directory,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    People people) {

  private static final Path OUT = Path.of("/proc/self/fd/1");

  Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    String home = environment.getOrDefault("HOME", "");
    return new Surroundings(
        environment,
        Path.of(home.startsWith("/") ? home : System.getProperty("user.home", "/")),
        Path.of("").toAbsolutePath(),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        isTerminal(),
        new People.OfProcess());
  }

  /** The same, with errors and hints going elsewhere. */
  Surroundings withErrors(PrintStream elsewhere) {
    return new Surroundings(environment, home, directory, out, elsewhere, terminal, people);
  }

  /** Whether colours are wanted: on a terminal, unless {@code NO_COLOR} is set. */
  boolean colour() {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /**
   * Says what went wrong, in one line.
   *
   * @param message raw: everything in it that is not plainly visible is escaped
   */
  void error(String message) {
    line("guard: error: ", Escaping.escape(message));
  }

  /**
   * Says what went wrong, in one line.
   *
   * @param message already escaped
   */
  void escapedError(String message) {
    line("guard: error: ", message);
  }

  /** Says what to do about it, in one line; escapes like {@link #error}. */
  void hint(String message) {
    line("guard: hint: ", Escaping.escape(message));
  }

  /**
   * Says what went wrong with a path, in one line.
   *
   * @param path raw
   * @param reason already escaped
   */
  void error(String path, String reason) {
    line("guard: error: ", Escaping.escape(path).concat(": ").concat(reason));
  }

  private void line(String prefix, String escaped) {
    err.print(prefix.concat(escaped).concat("\n"));
    err.flush();
  }

  /** Flushed at every line break; the encoding does not depend on the locale. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
  }

  /**
   * Looks at the descriptor where that is possible; elsewhere the launcher says it. A console would
   * cost start-up time, and is no sign of a terminal from Java 22 on.
   */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(OUT).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return Boolean.getBoolean("guard.terminal");
    }
  }
}
