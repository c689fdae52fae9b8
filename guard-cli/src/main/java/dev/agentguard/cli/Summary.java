package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import java.util.Locale;

/** What was compared with what, and how it came out: the last lines of a report for people. */
final class Summary {

  private static final Severity[] SEVERITIES = Severity.values();

  private final Report report;
  private final boolean verbose;

  Summary(Report report, ReportStyle style) {
    this.report = report;
    this.verbose = style.verbose();
  }

  /** How many findings have a severity. */
  static int count(Report report, Severity severity) {
    int count = 0;
    for (Finding finding : report.findings()) {
      if (finding.severity() == severity) {
        count++;
      }
    }
    return count;
  }

  void write(StringBuilder text) {
    text.append(Escaping.escape(report.target())).append(": ");
    compared(text);
    text.append('\n');
    if (report.exitCode() != 0) {
      outcome(text);
      text.append('\n');
    }
    if (!verbose) {
      unlisted(text);
    }
  }

  /** How much was compared with what; no line end. */
  void compared(StringBuilder text) {
    count(text, report.objects(), "object", "objects");
    if (report.exitCode() == 0) {
      text.append(report.objects() == 1 ? " is" : " are").append(" as accepted (");
      baseline(text);
      text.append(')');
    } else {
      text.append(" compared with ");
      baseline(text);
    }
  }

  private void baseline(StringBuilder text) {
    if (report.revision() == 0) {
      text.append("an empty baseline: nothing was accepted yet");
      return;
    }
    text.append("baseline revision ").append(report.revision());
    text.append(report.signed() ? ", signed" : ", not signed");
  }

  /** How many findings and problems there are; no line end. */
  void outcome(StringBuilder text) {
    int failing = 0;
    int start = text.length();
    for (Severity severity : SEVERITIES) {
      int count = count(report, severity);
      if (severity != Severity.NOTICE && count > 0) {
        text.append(failing == 0 ? ": " : ", ").append(count).append(' ');
        text.append(severity.name().toLowerCase(Locale.ROOT));
        failing += count;
      }
    }
    StringBuilder head = new StringBuilder();
    count(head, failing, "finding", "findings");
    text.insert(start, head);
    if (!report.problems().isEmpty()) {
      text.append("; ");
      count(text, report.problems().size(), "path", "paths");
      text.append(" could not be verified");
    }
  }

  /** What is only counted, in one line; nothing if that is nothing. */
  void unlisted(StringBuilder text) {
    int notices = count(report, Severity.NOTICE);
    int gaps = report.uncovered().size();
    if (notices + gaps == 0) {
      return;
    }
    text.append("not listed without --verbose: ");
    if (notices > 0) {
      count(text, notices, "notice", "notices");
      text.append(gaps > 0 ? ", " : "");
    }
    if (gaps > 0) {
      count(text, gaps, "command", "commands");
      text.append(" that no digest covers");
    }
    text.append('\n');
  }

  private static void count(StringBuilder text, int count, String one, String many) {
    text.append(count).append(' ').append(count == 1 ? one : many);
  }
}
