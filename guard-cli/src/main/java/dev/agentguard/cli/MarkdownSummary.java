package dev.agentguard.cli;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report for reviewers: Markdown with one table, short enough for a comment on a pull request.
 */
final class MarkdownSummary implements ReportRenderer {

  /**
   * The most characters of all rows together. GitHub takes 65,536 in a comment and a mebibyte in a
   * summary; what surrounds the rows, and what a team adds, is to have room beside them.
   */
  private static final int ROWS = 55_000;

  /** The part of that which findings leave to what could not be verified. */
  private static final int PROBLEM_ROWS = 10_000;

  /** The longest text of a file that is shown whole. */
  private static final int LONGEST = 200;

  /** The most keys or hidden places of a finding that are named. */
  private static final int MOST = 3;

  private final ReportStyle style;

  MarkdownSummary(ReportStyle style) {
    this.style = style;
  }

  @Override
  public void render(Report report, PrintStream out) {
    Summary summary = new Summary(report, style);
    StringBuilder text = new StringBuilder("## guard: ").append(verdict(report)).append("\n\n");
    MarkdownText.appendCode(text, cut(Escaping.escape(report.target())));
    text.append(": ");
    summary.compared(text);
    if (report.exitCode() != 0) {
      text.append("; ");
      summary.outcome(text);
    }
    text.append(".\n");
    findings(text, report);
    problems(text, report.problems());
    if (style.verbose()) {
      gaps(text, report.uncovered());
    } else {
      int start = text.length();
      summary.unlisted(text);
      text.insert(start, text.length() > start ? "\n" : "");
    }
    out.print(text);
    out.flush();
  }

  private static String verdict(Report report) {
    return switch (report.exitCode()) {
      case 0 -> "all is as accepted";
      case 1 -> "not as accepted";
      default -> "could not verify everything";
    };
  }

  private void findings(StringBuilder text, Report report) {
    List<String> rows = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (finding.fails() || style.verbose()) {
        rows.add(row(finding));
      }
    }
    table(text, "| severity | path | what changed | surface | what to type |", rows, "findings");
  }

  private void problems(StringBuilder text, List<Problem> problems) {
    List<String> rows = new ArrayList<>();
    for (Problem problem : problems) {
      StringBuilder row = new StringBuilder("| ");
      MarkdownText.appendCode(row, cut(Escaping.escape(problem.path())));
      row.append(" | ");
      MarkdownText.appendSentence(row, cut(problem.reason()));
      rows.add(row.append(" |\n").toString());
    }
    table(text, "| could not be verified | why |", rows, "paths");
  }

  private void gaps(StringBuilder text, List<Report.Gap> gaps) {
    List<String> rows = new ArrayList<>();
    for (Report.Gap gap : gaps) {
      StringBuilder row = new StringBuilder("| ");
      MarkdownText.appendCode(row, cut(Escaping.escape(gap.path())));
      row.append(" | ");
      MarkdownText.appendCode(row, cut(gap.text()));
      rows.add(row.append(" | ").append(gap.reason()).append(" |\n").toString());
    }
    table(text, "| no digest covers what this file runs | the command | why |", rows, "commands");
  }

  /** Appends as many rows as there is room for, and says how many are left. */
  private static void table(StringBuilder text, String head, List<String> rows, String what) {
    if (rows.isEmpty()) {
      return;
    }
    text.append('\n').append(head).append('\n');
    text.append(head.replaceAll("[^|]+", " --- ")).append('\n');
    int room = what.equals("findings") ? ROWS - PROBLEM_ROWS : ROWS;
    int shown = 0;
    while (shown < rows.size() && text.length() + rows.get(shown).length() <= room) {
      text.append(rows.get(shown));
      shown++;
    }
    if (shown < rows.size()) {
      text.append("\nand ").append(rows.size() - shown).append(" more ").append(what);
      text.append(", which other formats list\n");
    }
  }

  private String row(Finding finding) {
    StringBuilder row = new StringBuilder("| ");
    row.append(finding.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
    MarkdownText.appendCode(row, cut(Escaping.escape(finding.path())));
    row.append(" | ");
    change(row, finding);
    row.append(" | `").append(finding.surface().id()).append("` | ");
    remedies(row, finding);
    return row.append(" |\n").toString();
  }

  /** What is the matter, with the keys and the hidden text that show it. */
  private static void change(StringBuilder row, Finding finding) {
    String kind = finding.kind().id().replace('-', ' ');
    row.append(kind).append(": ");
    MarkdownText.appendSentence(row, cut(finding.detail()));
    List<KeyChange> keys = finding.keys();
    for (int i = 0; i < Math.min(keys.size(), MOST); i++) {
      row.append("; ");
      key(row, keys.get(i));
    }
    more(row, keys.size(), "keys");
    List<Sighting> hidden = finding.hidden();
    for (int i = 0; i < Math.min(hidden.size(), MOST); i++) {
      Sighting sighting = hidden.get(i);
      row.append("; line ").append(sighting.line()).append(", column ");
      row.append(sighting.column()).append(", ").append(sighting.category().title()).append(": ");
      MarkdownText.appendCode(row, cut(sighting.decoded()));
    }
    more(row, hidden.size(), "places");
  }

  private static void key(StringBuilder row, KeyChange key) {
    String name = key.key().isEmpty() ? "(the whole document)" : Escaping.escape(key.key());
    MarkdownText.appendCode(row, cut(name));
    if (key.before().isPresent() && key.after().isPresent()) {
      row.append(" was ");
      MarkdownText.appendCode(row, cut(ValueText.of(key.before().get())));
      row.append(", is now ");
      MarkdownText.appendCode(row, cut(ValueText.of(key.after().get())));
    } else if (key.after().isPresent()) {
      row.append(" is new: ");
      MarkdownText.appendCode(row, cut(ValueText.of(key.after().get())));
    } else if (key.before().isPresent()) {
      row.append(" is gone, was ");
      MarkdownText.appendCode(row, cut(ValueText.of(key.before().get())));
    }
  }

  private static void more(StringBuilder row, int count, String what) {
    if (count > MOST) {
      row.append("; and ").append(count - MOST).append(" more ").append(what);
    }
  }

  /** The commands, whole or not at all: half of one would do something else. */
  private void remedies(StringBuilder row, Finding finding) {
    String separator = "";
    for (Remedy remedy : Remedy.of(finding, style)) {
      String command = remedy.command();
      if (command.length() <= 2 * LONGEST && !MarkdownText.isAltered(command)) {
        row.append(separator).append(remedy.verb()).append(' ');
        MarkdownText.appendCode(row, command);
        separator = ", ";
      }
    }
    row.append(separator.isEmpty() ? "see the text report" : "");
  }

  /** A text, or the start of a long one and how much is left. */
  private static String cut(String written) {
    if (written.length() <= LONGEST) {
      return written.isEmpty() ? "(empty)" : written;
    }
    int end = Character.isHighSurrogate(written.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return written.substring(0, end) + "... (" + (written.length() - end) + " more characters)";
  }
}
