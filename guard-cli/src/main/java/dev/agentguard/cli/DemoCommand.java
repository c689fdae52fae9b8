package dev.agentguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guard demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Shows guard at work.")
final class DemoCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(names = "--quiet", description = "Print nothing.")
  private boolean quiet;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println(quiet);
    return 0;
  }
}
