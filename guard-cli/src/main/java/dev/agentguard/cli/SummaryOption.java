package dev.agentguard.cli;

import dev.agentguard.surface.Unreadable;
import dev.agentguard.verify.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What {@code --summary} asks for: {@code markdown} in place of the report, or {@code
 * markdown=FILE} at the end of a file beside it.
 *
 * @param file the file; nothing for standard output
 */
record SummaryOption(Optional<String> file) {

  static final String NAMES = "markdown, markdown=FILE";

  /**
   * Reads the option.
   *
   * @param reportWanted whether {@code --format} was given, too
   */
  static SummaryOption parse(String written, boolean reportWanted) {
    int end = written.indexOf('=');
    String kind = end < 0 ? written : written.substring(0, end);
    if (!kind.equals("markdown") || end == written.length() - 1) {
      throw new UsageException("unknown summary " + written, "one of " + NAMES);
    }
    if (end < 0 && reportWanted) {
      throw new UsageException(
          "the report and its summary cannot both go to standard output",
          "--summary markdown=FILE appends the summary to a file");
    }
    return new SummaryOption(end < 0 ? Optional.empty() : Optional.of(written.substring(end + 1)));
  }

  /** Prints a summary, and where it goes to a file the report too. */
  void print(Report report, OutputFormat format, ReportStyle style, Surroundings surroundings) {
    if (file.isEmpty()) {
      new MarkdownSummary(style).render(report, surroundings.out());
      OutputFormat.printProblems(report, surroundings);
      return;
    }
    append(file.get(), report, style, surroundings);
    format.print(report, style, surroundings);
  }

  private static void append(
      String file, Report report, ReportStyle style, Surroundings surroundings) {
    boolean failed;
    try (PrintStream out = open(surroundings.directory().resolve(file))) {
      new MarkdownSummary(style).render(report, out);
      failed = out.checkError();
    } catch (IOException e) {
      throw new UsageException(file + ": " + Unreadable.reason(e));
    } catch (InvalidPathException e) {
      throw new UsageException("not a file: " + file);
    }
    if (failed) {
      throw new UsageException(file + ": the summary could not be written");
    }
  }

  private static PrintStream open(Path file) throws IOException {
    return new PrintStream(
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)),
        false,
        StandardCharsets.UTF_8);
  }
}
