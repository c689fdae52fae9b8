package dev.agentguard.cli;

import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import java.util.Locale;
import java.util.Optional;

/** The formats in which a report can be had: the one place that knows their names. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** For programs, complete. */
  JSON,
  /** For code scanning services. */
  SARIF,
  /** Annotations of GitHub Actions. */
  GITHUB,
  /** For whatever shows test results. */
  JUNIT;

  /** The names, for usage texts. */
  static final String NAMES = "text, json, sarif, github, junit";

  /** The format with a name, such as {@code sarif}. */
  static Optional<OutputFormat> named(String name) {
    for (OutputFormat format : values()) {
      if (format.id().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The name on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Prints a report: the result to standard output, and in every format what could not be verified
   * also to standard error.
   */
  void print(Report report, ReportStyle style, Surroundings surroundings) {
    renderer(style).render(report, surroundings.out());
    surroundings.out().flush();
    printProblems(report, surroundings);
  }

  /** Prints what could not be verified to standard error. */
  static void printProblems(Report report, Surroundings surroundings) {
    for (Problem problem : report.problems()) {
      surroundings.error(problem.path(), problem.reason());
    }
    if (!report.problems().isEmpty()) {
      surroundings.hint("nothing is said about these paths until they can be read as files");
    }
  }

  /** A renderer; no class of the other formats is loaded. */
  ReportRenderer renderer(ReportStyle style) {
    if (this == JSON) {
      return new JsonRenderer(style);
    }
    if (this == SARIF) {
      return new SarifRenderer(style);
    }
    if (this == GITHUB) {
      return new GithubRenderer(style);
    }
    return this == JUNIT ? new JunitRenderer(style) : new TextRenderer(style);
  }
}
