package dev.agentguard.cli;

import dev.agentguard.verify.Target;
import java.util.List;
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
      arity = "0..*",
      paramLabel = "DIR",
      description = {
        "The workspace; by default the one around the current directory.",
        "Two or more are verified in parallel, with a JSON line for each."
      })
  private List<String> directories = List.of();

  @Option(
      names = "--stdin0",
      description = "The same for the directories on standard input, with a NUL behind each.")
  private boolean stdin0;

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
  private @Nullable String format;

  @Option(
      names = "--summary",
      paramLabel = "markdown[=FILE]",
      description =
          "Print a summary for reviewers in place of the report, or append it to a file beside it.")
  private @Nullable String summary;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print notices, uncovered commands and long values too.")
  private boolean verbose;

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (stdin0 || directories.size() > 1) {
      return fleet().run();
    }
    VerifyRun run = new VerifyRun(surroundings);
    return summary == null
        ? run.run(options())
        : run.run(options(), SummaryOption.parse(summary, format != null));
  }

  VerifyOptions options() {
    String directory = directories.isEmpty() ? "" : directories.get(0);
    Target.Kind kind = target.kind();
    if (kind != Target.Kind.WORKSPACE && !directory.isEmpty()) {
      throw new UsageException("--home and --system take no directory");
    }
    GitChoice git = git(kind);
    String name = format == null ? OutputFormat.TEXT.id() : format;
    Optional<OutputFormat> named = OutputFormat.named(name);
    if (named.isEmpty()) {
      throw new UsageException("unknown format " + name, "one of " + OutputFormat.NAMES);
    }
    return new VerifyOptions(kind, directory, git, signers(), named.get(), verbose);
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

  private Fleet fleet() {
    if (target.kind() != Target.Kind.WORKSPACE) {
      throw new UsageException("--home and --system take no directory");
    }
    if (stdin0 && !directories.isEmpty()) {
      throw new UsageException("with --stdin0 all directories come from standard input");
    }
    if (format != null && !format.equals(OutputFormat.JSON.id())) {
      throw new UsageException("several directories are reported in JSON lines only");
    }
    if (summary != null || base != null || head != null || staged) {
      throw new UsageException("--summary, --base, --head and --staged are for one directory");
    }
    return new Fleet(
        surroundings,
        stdin0 ? DirectoryNames.separatedByNul(System.in) : DirectoryNames.of(directories),
        signers());
  }

  private String signers() {
    if (signers != null && signers.isEmpty()) {
      throw new UsageException("--signers needs a file");
    }
    return signers == null ? "" : signers;
  }
}
