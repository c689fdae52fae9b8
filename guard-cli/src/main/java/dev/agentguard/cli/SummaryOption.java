package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Unreadable;
import dev.agentguard.verify.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

  /** Says in the file, if there is one, that nothing could be verified: reviewers look there. */
  void refuse(UsageException why, Surroundings surroundings) {
    if (file.isPresent()) {
      StringBuilder text = new StringBuilder("## guard: could not verify\n\n");
      MarkdownText.appendSentence(text, Escaping.escape(why.message()));
      text.append('\n');
      try (PrintStream out = open(file.get(), surroundings)) {
        out.print(text);
      }
    }
  }

  private static void append(
      String file, Report report, ReportStyle style, Surroundings surroundings) {
    boolean failed;
    try (PrintStream out = open(file, surroundings)) {
      new MarkdownSummary(style).render(report, out);
      failed = out.checkError();
    }
    if (failed) {
      throw new UsageException(file + ": the summary could not be written");
    }
  }

  private static PrintStream open(String file, Surroundings surroundings) {
    try {
      return new PrintStream(
          new BufferedOutputStream(
              Files.newOutputStream(
                  surroundings.directory().resolve(file),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND)),
          false,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(file + ": " + Unreadable.reason(e));
    } catch (InvalidPathException e) {
      throw new UsageException("not a file: " + file);
    }
  }
}
