package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      names = "--staged",
      description = "The index of git, which is what the next commit holds, not the files.")
  private boolean staged;

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "What merging a branch into this revision would make, judged by its baseline.")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "REF",
      description = "With --base: the end of the branch. Default: HEAD.")
  private @Nullable String head;

  @Option(
      names = "--signers",
      paramLabel = "FILE",
      description =
          "Who may approve, in the format of ssh's allowed_signers, instead of your own file and"
              + " the base's. Never a file of the workspace.")
  private @Nullable String signers;

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
    GitChoice git = git(kind);
    Optional<OutputFormat> named = OutputFormat.named(format);
    if (named.isEmpty()) {
      throw new UsageException("unknown format " + format, "one of " + OutputFormat.NAMES);
    }
    if (signers != null && signers.isEmpty()) {
      throw new UsageException("--signers needs a file");
    }
    String trusted = signers == null ? "" : signers;
    return new VerifyOptions(kind, directory, git, trusted, named.get(), verbose);
  }

  private GitChoice git(Target.Kind kind) {
    // An empty value is a variable that was not set, and not a wish to look at the disk.
    if (base != null && base.isEmpty() || head != null && head.isEmpty()) {
      throw new UsageException("--base and --head need a revision, such as origin/main");
    }
    if (staged && base != null) {
      throw new UsageException("--staged and --base are about different trees", "choose one");
    }
    if (head != null && base == null) {
      throw new UsageException("--head needs --base");
    }
    if (kind != Target.Kind.WORKSPACE && (staged || base != null)) {
      throw new UsageException("--home and --system are in no tree of git");
    }
    if (base != null) {
      return new GitChoice(false, base, head == null ? GitChoice.HEAD : head);
    }
    return staged ? GitChoice.STAGED : GitChoice.NONE;
  }
}
