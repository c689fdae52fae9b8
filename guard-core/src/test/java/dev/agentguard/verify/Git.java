package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real git, with no configuration but that of the scene. */
public final class Git {

  private final Path home;

  Git(Path home) {
    this.home = home;
  }

  /** A git that works, or the test does not run and says so. */
  public static Git at(Path home) throws IOException, InterruptedException {
    Git git = new Git(home);
    boolean works;
    try {
      works = git.execute(home, List.of("--version")).status == 0;
    } catch (IOException e) {
      works = false;
    }
    assumeTrue(works, "SKIPPED: git is not installed");
    return git;
  }

  private record Outcome(int status, String output) {}

  /** Runs git and expects it to succeed; what it printed. */
  public String run(Path directory, String... arguments) throws IOException, InterruptedException {
    Outcome outcome = execute(directory, List.of(arguments));
    assertThat(outcome.status)
        .as("git %s: %s", String.join(" ", arguments), outcome.output)
        .isZero();
    return outcome.output;
  }

  /** Whether git succeeds. */
  public boolean succeeds(Path directory, String... arguments)
      throws IOException, InterruptedException {
    return execute(directory, List.of(arguments)).status == 0;
  }

  /** Runs git with some bytes as its input; what it printed, without the line break. */
  public String feed(Path directory, byte[] input, String... arguments)
      throws IOException, InterruptedException {
    Outcome outcome = execute(directory, List.of(arguments), input);
    assertThat(outcome.status)
        .as("git %s: %s", String.join(" ", arguments), outcome.output)
        .isZero();
    return outcome.output.strip();
  }

  private Outcome execute(Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    return execute(directory, arguments, new byte[0]);
  }

  private Outcome execute(Path directory, List<String> arguments, byte[] input)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("XDG_"));
    environment.put("HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_EDITOR", "true");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", "Alice");
      environment.put("GIT_" + role + "_EMAIL", "alice@example.com");
    }
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("git " + arguments + " does not end");
    }
    return new Outcome(process.exitValue(), output);
  }
}
