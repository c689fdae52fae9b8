package dev.agentguard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guard demo}: shows in a scratch workspace what guard finds. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Makes a scratch workspace and home, attacks them in published ways, and shows what guard"
            + " finds. Leaves nothing behind.")
final class DemoCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(
      names = "--quiet",
      description = "Print nothing; the exit code says whether all went as it should.")
  private boolean quiet;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream out =
        quiet
            ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
            : surroundings.out();
    Path scratch = Files.createTempDirectory("guard-demo-");
    Thread cleaning = new Thread(() -> ScratchDirectory.delete(scratch), "cleaning");
    Runtime.getRuntime().addShutdownHook(cleaning);
    try {
      int missed = new Demonstration(scratch, surroundings.colour() && !quiet, out).run();
      return missed == 0 ? 0 : 1;
    } finally {
      ScratchDirectory.delete(scratch);
    }
  }
}
