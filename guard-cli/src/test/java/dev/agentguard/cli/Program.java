package dev.agentguard.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs run in a scratch directory with an environment of their own: the packaged guard. */
final class Program {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a program left behind. */
  record Result(int exitCode, String out, String err) {}

  private final Path scratch;
  private final Path home;
  private final Map<String, String> environment = new LinkedHashMap<>();

  /**
   * @param scratch an existing empty directory
   */
  Program(Path scratch) throws IOException {
    this.scratch = scratch;
    this.home = Files.createDirectory(scratch.resolve("home"));
    Files.createDirectory(scratch.resolve("tmp"));
    String java = System.getProperty("java.home");
    environment.put("PATH", java + "/bin" + File.pathSeparator + System.getenv("PATH"));
    environment.put("HOME", home.toString());
    environment.put("XDG_STATE_HOME", scratch.resolve("state").toString());
    environment.put("TMPDIR", scratch.resolve("tmp").toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  Path home() {
    return home;
  }

  /** What the programs are given: for a {@link PseudoTerminal}. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Puts a directory in front of the path on which programs are found. */
  Program withPrograms(Path directory) {
    return with("PATH", directory + File.pathSeparator + environment.get("PATH"));
  }

  /** Runs the packaged guard. */
  Result guard(Path directory, String... arguments) throws IOException, InterruptedException {
    return run(directory, guardCommand(arguments));
  }

  /** Runs the packaged guard for a person who has a terminal and says yes to its questions. */
  Result byPerson(Path directory, String... arguments) throws IOException, InterruptedException {
    PseudoTerminal.Result result =
        new PseudoTerminal(scratch.resolve("tmp"), environment)
            .answer("(yes/no)", Terminal.YES)
            .answer("(yes/no)", Terminal.YES)
            .run(directory, guardCommand(arguments));
    return new Result(result.exitCode(), result.screen(), result.screen());
  }

  /** The command line of the packaged guard. */
  static List<String> guardCommand(String... arguments) {
    String program = System.getProperty("guard.program");
    if (program == null) {
      throw new IllegalStateException("the build sets the property guard.program");
    }
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs any program. */
  Result run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(scratch, "out", ".txt");
    Path err = Files.createTempFile(scratch, "err", ".txt");
    // Java would look for the program on its own path.
    List<String> found = new ArrayList<>(List.of("/usr/bin/env"));
    found.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(found)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " did not end within " + PATIENCE);
    }
    return new Result(process.exitValue(), take(out), take(err));
  }

  private static String take(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}
