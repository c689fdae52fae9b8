package dev.agentguard.cli;

import dev.agentguard.content.Digest;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Many workspaces verified in one process, by several threads: a JSON line for each in the order in
 * which they are done. The catalogue is shared; of a workspace nothing is kept behind its line.
 *
 * <p>One that cannot be verified does not keep the others from it. The exit code is the worst.
 */
final class Fleet {

  private static final int MOST_THREADS = 16;

  private final Surroundings surroundings;
  private final DirectoryNames names;
  private final String signers;
  private final Catalogue catalogue = Catalogue.load();
  private int lines;
  private int worst;
  private boolean stopped;

  /**
   * @param signers the file that says whose approvals count, instead of the user's; or empty
   */
  Fleet(Surroundings surroundings, DirectoryNames names, String signers) {
    this.surroundings = surroundings;
    this.names = names;
    this.signers = signers;
  }

  /** Verifies them all, and returns the exit code. */
  int run() {
    Digest.warmUp();
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(this::work, "fleet-" + i);
      others[i].start();
    }
    work();
    for (Thread other : others) {
      join(other);
    }
    if (lines == 0 && worst == 0) {
      throw new UsageException("there is no directory to verify");
    }
    return worst;
  }

  private void work() {
    try {
      Optional<String> name = next();
      while (name.isPresent()) {
        verify(name.get());
        name = next();
      }
    } catch (IOException e) {
      stop("the names of directories cannot be read: " + e.getMessage());
    }
  }

  private Optional<String> next() throws IOException {
    return isStopped() ? Optional.empty() : names.next();
  }

  private void verify(String name) {
    ByteArrayOutputStream policyErrors = new ByteArrayOutputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(line, false, StandardCharsets.UTF_8);
    try {
      Report report = report(name, policyErrors);
      JsonRenderer.line(report, name, out);
      StringBuilder errors = new StringBuilder();
      for (Problem problem : report.problems()) {
        error(errors, name, Escaping.escape(problem.path()) + ": " + problem.reason());
      }
      print(line, errors, report.exitCode());
    } catch (UsageException e) {
      String policy = policyErrors.toString(StandardCharsets.UTF_8);
      refuse(name, Escaping.escape(e.message()) + firstError(policy), out, line);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      line.reset();
      refuse(name, Escaping.escape("internal error: " + e), out, line);
    }
  }

  private Report report(String name, ByteArrayOutputStream errors) {
    if (name.isEmpty()) {
      throw new UsageException("the name is empty");
    }
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    Surroundings own = surroundings.withErrors(err);
    VerifyOptions options =
        new VerifyOptions(
            Target.Kind.WORKSPACE, name, GitChoice.NONE, signers, OutputFormat.JSON, false);
    return new VerifyRun(own).verify(options, new Targets(own, catalogue));
  }

  /** What is wrong with a policy is printed line by line; the first one is what to start with. */
  private static String firstError(String errors) {
    String prefix = "guard: error: ";
    int end = errors.indexOf('\n');
    return errors.startsWith(prefix) && end > 0
        ? ": " + errors.substring(prefix.length(), end)
        : "";
  }

  private void refuse(String name, String error, PrintStream out, ByteArrayOutputStream line) {
    JsonRenderer.errorLine(name, error, UsageException.EXIT_CODE, out);
    StringBuilder errors = new StringBuilder();
    error(errors, name, error);
    print(line, errors, UsageException.EXIT_CODE);
  }

  private static void error(StringBuilder errors, String name, String escaped) {
    errors.append("guard: error: ").append(Escaping.escape(name)).append(": ");
    errors.append(escaped).append('\n');
  }

  private synchronized void print(ByteArrayOutputStream line, StringBuilder errors, int exitCode) {
    byte[] bytes = line.toByteArray();
    surroundings.out().write(bytes, 0, bytes.length);
    surroundings.err().print(errors);
    lines++;
    worst = Math.max(worst, exitCode);
    if (surroundings.out().checkError() && !stopped) { // It flushes, too.
      stop("standard output cannot be written");
    }
  }

  private synchronized void stop(String why) {
    stopped = true;
    worst = UsageException.EXIT_CODE;
    surroundings.error(why);
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while verifying", e);
    }
  }
}
