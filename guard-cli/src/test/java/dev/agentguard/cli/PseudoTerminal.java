package dev.agentguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A person at a terminal: runs a command line in a pseudo-terminal of its own and types answers
 * when their questions appear.
 *
 * <p>Nothing of where the tests run reaches the command: it is started detached, so that its
 * ancestors end at the init process even if an agent started the tests; it has only the given
 * environment, so no agent's marks; and its terminal is never the one of whoever runs the tests.
 *
 * <pre>{@code
 * new PseudoTerminal(scratch, program.environment())
 *     .answer("Type yes", "yes")
 *     .run(repository, Program.guardCommand("approve", ".mcp.json"))
 * }</pre>
 */
final class PseudoTerminal {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LOOK_EVERY_MILLIS = 20;

  /** What a command left behind: its exit code, and all that its terminal showed. */
  record Result(int exitCode, String screen) {}

  private record Answer(String question, String typed) {}

  private final Path scratch;
  private final Map<String, String> environment;
  private final List<Answer> answers = new ArrayList<>();

  /**
   * @param scratch an existing directory for the script that starts the command
   * @param environment all of it; {@code PATH} must be there
   */
  PseudoTerminal(Path scratch, Map<String, String> environment) {
    this.scratch = scratch;
    this.environment = new LinkedHashMap<>(environment);
    this.environment.put("SHELL", "/bin/sh"); // What script(1) runs its command line with.
    this.environment.putIfAbsent("TERM", "dumb");
  }

  /** Types a line once the question has appeared, after the answers before it. */
  PseudoTerminal answer(String question, String typed) {
    answers.add(new Answer(question, typed + "\n"));
    return this;
  }

  /** Presses keys without a return, {@code \u0003} for example, once the question has appeared. */
  PseudoTerminal press(String question, String keys) {
    answers.add(new Answer(question, keys));
    return this;
  }

  /** Runs a command at the terminal. */
  Result run(Path directory, List<String> command) throws IOException, InterruptedException {
    return detached(
        directory, "script -qec " + quoted(List.of("exec " + quoted(command))) + " /dev/null");
  }

  /** Runs a command that has no terminal at all, as a build or an agent's tool has none. */
  Result runWithoutTerminal(Path directory, List<String> command)
      throws IOException, InterruptedException {
    return detached(directory, quoted(command));
  }

  /**
   * The process that Java sees only waits. It keeps the streams open, which Java would close with
   * the end of {@code setsid}, and is no ancestor of the command.
   */
  private Result detached(Path directory, String line) throws IOException, InterruptedException {
    Path place = Files.createTempDirectory(scratch, "terminal-");
    Path script = place.resolve("run");
    Path code = place.resolve("code");
    Path leader = place.resolve("leader");
    Files.writeString(
        script,
        "echo $$ > %1$s\n%2$s\necho $? > %3$s.new\nmv %3$s.new %3$s\n"
            .formatted(quote(leader), line, quote(code)));
    ProcessBuilder builder =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "setsid -f /bin/sh %s; while ! [ -e %2$s ]; do sleep 0.02; done; exit $(cat %2$s)"
                    .formatted(quote(script), quote(code)))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Screen screen = new Screen(process.getInputStream());
    screen.start();
    try (OutputStream keyboard = process.getOutputStream()) {
      return attend(process, screen, keyboard);
    } finally {
      if (process.isAlive()) {
        process.destroyForcibly();
        stop(leader);
      }
    }
  }

  private Result attend(Process process, Screen screen, OutputStream keyboard)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    int next = 0;
    while (process.isAlive()) {
      if (System.nanoTime() > end) {
        throw new IOException("did not end within " + PATIENCE + ": " + screen.text());
      }
      int found = next < answers.size() ? screen.indexAfter(answers.get(next).question(), seen) : 0;
      if (next < answers.size() && found >= 0) {
        seen = found;
        keyboard.write(answers.get(next++).typed().getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
      } else {
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    }
    screen.join();
    return new Result(process.exitValue(), screen.text());
  }

  /** Ends a command that was left behind: the hang-up of its terminal reaches the rest of it. */
  private static void stop(Path leader) throws IOException {
    if (Files.exists(leader)) {
      long pid = Long.parseLong(Files.readString(leader).strip());
      ProcessHandle.of(pid)
          .ifPresent(
              handle -> {
                handle.descendants().forEach(ProcessHandle::destroyForcibly);
                handle.destroyForcibly();
              });
    }
  }

  private static String quote(Path path) {
    return quoted(List.of(path.toString()));
  }

  private static String quoted(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ")
          .append('\'')
          .append(word.replace("'", "'\\''"))
          .append('\'');
    }
    return line.toString();
  }

  /** What the terminal has shown until now. */
  private static final class Screen extends Thread {

    private final InputStream in;
    private final StringBuilder text = new StringBuilder();

    Screen(InputStream in) {
      this.in = in;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[4096];
      try {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          String shown = new String(buffer, 0, count, StandardCharsets.UTF_8).replace("\r", "");
          synchronized (text) {
            text.append(shown);
          }
        }
      } catch (IOException e) {
        synchronized (text) {
          text.append("\n[the terminal broke: ").append(e).append("]\n");
        }
      }
    }

    String text() {
      synchronized (text) {
        return text.toString();
      }
    }

    /** Where the question ends, or -1 if it is not there yet. */
    int indexAfter(String question, int from) {
      synchronized (text) {
        int index = text.indexOf(question, from);
        return index < 0 ? -1 : index + question.length();
      }
    }
  }
}
