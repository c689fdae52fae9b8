package dev.agentguard.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The program's entry.
 *
 * <p>{@code guard verify} runs in hooks, many times a day, and building the model of the whole
 * command line would be most of its time. Its usual forms are therefore recognised by {@link
 * VerifyArguments}; whatever that does not know, a wrong option included, goes the long way.
 */
public final class Main {

  private Main() {}

  /** Runs the program and exits with its exit code. */
  public static void main(String[] arguments) {
    Surroundings surroundings = Surroundings.ofProcess();
    int exitCode = run(surroundings, arguments);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(exitCode);
  }

  /** Runs the program in process. */
  static int run(Surroundings surroundings, String... arguments) {
    try {
      Optional<VerifyOptions> verify = VerifyArguments.parse(arguments);
      if (verify.isPresent()) {
        return new VerifyRun(surroundings).run(verify.get());
      }
      return runAny(surroundings, arguments);
    } catch (UsageException e) {
      return refuse(surroundings, e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return defect(surroundings, e);
    }
  }

  /** A defect of guard is never taken for a clean result. */
  private static int defect(Surroundings surroundings, Throwable e) {
    surroundings.error("internal error: " + e);
    surroundings.hint("nothing was verified; GUARD_DEBUG=1 shows where it happened");
    if (surroundings.environment().containsKey("GUARD_DEBUG")) {
      e.printStackTrace(surroundings.err());
    }
    return UsageException.EXIT_CODE;
  }

  private static int refuse(Surroundings surroundings, UsageException e) {
    surroundings.error(e.message());
    if (!e.hint().isEmpty()) {
      surroundings.hint(e.hint());
    }
    return UsageException.EXIT_CODE;
  }

  private static int runAny(Surroundings surroundings, String... arguments) {
    CommandLine commandLine = GuardCommand.commandLine(surroundings);
    commandLine.setExecutionExceptionHandler(
        (e, command, result) ->
            e instanceof UsageException usage
                ? refuse(surroundings, usage)
                : e instanceof IOException io
                    ? refuse(surroundings, Targets.failure(io))
                    : defect(surroundings, new IllegalStateException(e)));
    return commandLine.execute(arguments);
  }
}
