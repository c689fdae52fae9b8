package dev.agentguard.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line. */
@Command(
    name = "guard",
    mixinStandardHelpOptions = true,
    versionProvider = GuardCommand.Version.class,
    description =
        "Guards the files that decide what AI coding agents, git, shells and editors run next.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 all is as accepted, or done; 1 findings; 2 usage, unreadable input, or could not"
          + " verify."
    })
final class GuardCommand implements Runnable {

  private final Surroundings surroundings;

  private GuardCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The command line with all its commands. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine commandLine = new CommandLine(new GuardCommand(surroundings));
    commandLine
        .addSubcommand(new InitCommand(surroundings))
        .addSubcommand(new VerifyCommand(surroundings))
        .addSubcommand(new DiffCommand(surroundings))
        .addSubcommand(new ApproveCommand(surroundings))
        .addSubcommand(new SurfacesCommand(surroundings))
        .addSubcommand(new ExplainCommand(surroundings))
        .addSubcommand(HookCommand.commandLine(surroundings))
        .addSubcommand(TrustCommand.commandLine(surroundings))
        .addSubcommand(new DemoCommand(surroundings));
    commandLine.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler((e, arguments) -> usage(surroundings, e));
    return commandLine;
  }

  private static int usage(Surroundings surroundings, ParameterException e) {
    surroundings.error(message(e));
    surroundings.hint(
        e.getCommandLine().getCommandSpec().qualifiedName() + " --help tells what there is");
    return UsageException.EXIT_CODE;
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !e.getCommandLine().getSubcommands().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      if (!first.startsWith("-")) {
        return "there is no command " + first;
      }
    }
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad arguments");
    return line.startsWith("Error: ") ? line.substring("Error: ".length()) : line;
  }

  @Override
  public void run() {
    surroundings.out().print(commandLine(surroundings).getUsageMessage());
  }

  /** The program's version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = GuardCommand.class.getPackage().getImplementationVersion();
      return new String[] {"guard " + (version == null ? "(development)" : version)};
    }
  }
}
