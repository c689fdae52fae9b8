package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The report for people. It is on the start-up path of {@code guard verify}, so it and what it uses
 * do without everything that is slow to load: formatters, streams, lambdas, string concatenation.
 */
final class TextRenderer implements ReportRenderer {

  private final ReportStyle style;
  private final FindingText findingText;

  TextRenderer(ReportStyle style) {
    this.style = style;
    this.findingText = new FindingText(style, "  ");
  }

  @Override
  public void render(Report report, PrintStream out) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      if (finding.fails() || style.verbose()) {
        finding(text, finding);
        out.print(text);
        text.setLength(0);
      }
    }
    if (style.verbose()) {
      gaps(text, report.uncovered());
    }
    new Summary(report, style).write(text);
    out.print(text);
  }

  private void finding(StringBuilder text, Finding finding) {
    Severity severity = finding.severity();
    paint(text, colour(severity), severity.name().toLowerCase(Locale.ROOT));
    text.append("  ").append(finding.kind().id().replace('-', ' ')).append("  ");
    paint(text, "\033[1m", Escaping.escape(finding.path()));
    text.append('\n');
    findingText.append(text, finding);
    text.append('\n');
  }

  private static void gaps(StringBuilder text, List<Report.Gap> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    text.append("What protected files run and no digest covers:\n");
    for (Report.Gap gap : gaps) {
      text.append("  ").append(Escaping.escape(gap.path())).append(": ").append(gap.text());
      text.append("\n    ").append(gap.reason()).append('\n');
    }
    text.append('\n');
  }

  private void paint(StringBuilder text, String colour, String escaped) {
    if (style.colour()) {
      text.append(colour).append(escaped).append("\033[0m");
    } else {
      text.append(escaped);
    }
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "\033[1;31m";
      case MEDIUM -> "\033[1;33m";
      case LOW, NOTICE -> "\033[1;36m";
    };
  }
}
