package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guard verify}: compares what is there with what is accepted. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compares every protected file with the accepted state. Changes nothing.")
final class VerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private TargetOptions target = new TargetOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The workspace; by default the one around the current directory.")
  private String directory = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to print the report: " + OutputFormat.NAMES + ". Default: text.")
  private String format = OutputFormat.TEXT.id();

  @Option(
      names = {"-v", "--verbose"},
      description = "Print notices, uncovered commands and long values too.")
  private boolean verbose;

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new VerifyRun(surroundings).run(options());
  }

  VerifyOptions options() {
    Target.Kind kind = target.kind();
    if (kind != Target.Kind.WORKSPACE && !directory.isEmpty()) {
      throw new UsageException("--home and --system take no directory");
    }
    Optional<OutputFormat> named = OutputFormat.named(format);
    if (named.isEmpty()) {
      throw new UsageException("unknown format " + format, "one of " + OutputFormat.NAMES);
    }
    return new VerifyOptions(kind, directory, named.get(), verbose);
  }
}
