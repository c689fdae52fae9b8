package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import java.io.PrintStream;
import java.util.List;

/**
 * The report as workflow commands of GitHub Actions, one line for each annotation. Files outside
 * the workspace are named in the message only, because an annotation cannot point there.
 */
final class GithubRenderer implements ReportRenderer {

  private final ReportStyle style;
  private final FindingText findingText;

  GithubRenderer(ReportStyle style) {
    this.style = style;
    this.findingText = new FindingText(style, "");
  }

  @Override
  public void render(Report report, PrintStream out) {
    for (Finding finding : report.findings()) {
      if (finding.fails() || style.verbose()) {
        StringBuilder message = new StringBuilder();
        message.append(Escaping.escape(finding.path())).append('\n');
        findingText.append(message, finding);
        annotation(
            out,
            level(finding.severity()),
            place(finding.path(), finding.hidden()),
            "guard: " + finding.kind().id().replace('-', ' '),
            message.toString().stripTrailing());
      }
    }
    for (Problem problem : report.problems()) {
      annotation(
          out,
          "error",
          place(problem.path(), List.of()),
          "guard: could not be verified",
          Escaping.escape(problem.path()) + ": " + problem.reason());
    }
    if (style.verbose()) {
      for (Report.Gap gap : report.uncovered()) {
        annotation(
            out,
            "notice",
            place(gap.path(), List.of()),
            "guard: not covered",
            Escaping.escape(gap.path()) + ": " + gap.text() + "\n" + gap.reason());
      }
    }
    StringBuilder summary = new StringBuilder();
    new Summary(report, style).write(summary);
    // Not a command, whatever the directory is called.
    out.print("guard verify: " + summary.toString().replace("##[", "## ["));
  }

  private static void annotation(
      PrintStream out, String level, String place, String title, String message) {
    out.print(
        "::" + level + " " + place + "title=" + property(title) + "::" + data(message) + "\n");
  }

  private static String place(String path, List<Sighting> hidden) {
    if (path.startsWith("~/") || path.startsWith("/")) {
      return "";
    }
    String file = "file=" + property(Escaping.escape(path)) + ",";
    if (hidden.isEmpty()) {
      return file + "line=1,";
    }
    return file + "line=" + hidden.get(0).line() + ",col=" + hidden.get(0).column() + ",";
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM, LOW -> "warning";
      case NOTICE -> "notice";
    };
  }
}
