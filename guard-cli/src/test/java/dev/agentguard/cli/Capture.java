package dev.agentguard.cli;

import dev.agentguard.verify.Report;
import dev.agentguard.verify.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** Surroundings whose streams are kept. */
final class Capture {

  static final ReportStyle PLAIN = new ReportStyle(Target.Kind.WORKSPACE, true, false, false);
  static final ReportStyle VERBOSE = new ReportStyle(Target.Kind.WORKSPACE, true, true, false);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path home;
  private final Path directory;
  private People people = FakePeople.answering(Terminal.YES);

  Capture() {
    this(Path.of("/home/u"), Path.of("/home/u/project"));
  }

  Capture(Path home, Path directory) {
    this.home = home;
    this.directory = directory;
  }

  /** With somebody else than a person who says yes once. */
  Capture with(People others) {
    people = others;
    return this;
  }

  Surroundings surroundings() {
    return new Surroundings(
        Map.of(),
        home,
        directory,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        people);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Runs a command as the program does, and gives its exit code. */
  int run(Object command, String... arguments) {
    CommandLine commandLine = new CommandLine(command);
    commandLine.setExecutionExceptionHandler(
        (e, failed, result) -> {
          if (e instanceof UsageException usage) {
            surroundings().error(usage.message());
            surroundings().hint(usage.hint());
            return UsageException.EXIT_CODE;
          }
          throw e;
        });
    return commandLine.execute(arguments);
  }

  static String render(OutputFormat format, Report report, ReportStyle style) {
    Capture capture = new Capture();
    format.print(report, style, capture.surroundings());
    return capture.out();
  }
}
