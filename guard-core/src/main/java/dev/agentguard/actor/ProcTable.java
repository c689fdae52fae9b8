package dev.agentguard.actor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of Linux, from {@code /proc}.
 *
 * <p>A process may end while it is looked at, and its number may be given to another: what was read
 * counts only if the process has the same start time afterwards.
 */
final class ProcTable implements ProcessTable {

  private static final int MAX_STAT = 4096;
  private static final int MAX_STRINGS = 1 << 20;
  private static final int MAX_FILES = 16;
  private static final int MAX_PATH = 4096;

  /** Fields of {@code stat} counted from the state, which follows the name. */
  private static final int PARENT = 1;

  private static final int STARTED = 19;

  private final Path proc;

  /**
   * @param proc {@code /proc}
   */
  ProcTable(Path proc) {
    this.proc = proc;
  }

  @Override
  public Optional<RunningProcess> find(long pid) {
    Path directory = proc.resolve(Long.toString(pid));
    try {
      Stat before = Stat.parse(text(directory.resolve("stat"), MAX_STAT));
      RunningProcess found = look(pid, before, directory);
      Stat after = Stat.parse(text(directory.resolve("stat"), MAX_STAT));
      return after.started() == before.started() ? Optional.of(found) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static RunningProcess look(long pid, Stat stat, Path directory) {
    List<String> arguments = strings(directory.resolve("cmdline"));
    return new RunningProcess(
        pid,
        stat.parent(),
        stat.started(),
        stat.name(),
        link(directory.resolve("exe")),
        arguments,
        files(arguments, link(directory.resolve("cwd"))),
        variables(strings(directory.resolve("environ"))));
  }

  /**
   * @param name may hold spaces, parentheses and line ends: it ends with the last parenthesis
   */
  private record Stat(String name, long parent, long started) {

    static Stat parse(String text) throws IOException {
      int open = text.indexOf('(');
      int close = text.lastIndexOf(')');
      if (open < 0 || close < open || close + 2 > text.length()) {
        throw new IOException("not a process");
      }
      String[] fields = text.substring(close + 2).split(" ", -1);
      if (fields.length <= STARTED) {
        throw new IOException("not a process");
      }
      try {
        return new Stat(
            text.substring(open + 1, close),
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[STARTED]));
      } catch (NumberFormatException e) {
        throw new IOException("not a process", e);
      }
    }
  }

  private static String text(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(limit), StandardCharsets.UTF_8);
    }
  }

  /** Strings that end with NUL; none if another user's process hides them. */
  private static List<String> strings(Path file) {
    String text;
    try {
      text = text(file, MAX_STRINGS);
    } catch (IOException e) {
      return List.of();
    }
    // A program that sets its title leaves a tail of NULs.
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\0') {
      end--;
    }
    return end == 0 ? List.of() : List.of(text.substring(0, end).split("\0", -1));
  }

  private static String link(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }

  private static Map<String, String> variables(List<String> strings) {
    Map<String, String> variables = new HashMap<>();
    for (String string : strings) {
      int equals = string.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(string.substring(0, equals), string.substring(equals + 1));
      }
    }
    return variables;
  }

  /** An interpreter is often started with a link: {@code bin/claude} leads to {@code cli.js}. */
  private static List<String> files(List<String> arguments, String directory) {
    List<String> files = new ArrayList<>();
    for (int i = 1; i < Math.min(arguments.size(), MAX_FILES); i++) {
      String argument = arguments.get(i);
      boolean absolute = argument.startsWith("/");
      if (argument.isEmpty()
          || argument.startsWith("-")
          || argument.length() > MAX_PATH
          || !absolute && directory.isEmpty()) {
        continue;
      }
      try {
        files.add(Path.of(absolute ? "/" : directory).resolve(argument).toRealPath().toString());
      } catch (IOException | InvalidPathException e) {
        // Most arguments name no file.
      }
    }
    return files;
  }
}
