package dev.agentguard.cli;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The report for people. It is on the start-up path of {@code guard verify}, so it uses nothing
 * that is slow to load: no formatter, stream, lambda or generated string concatenation.
 */
final class TextRenderer implements ReportRenderer {

  /** The longest value that is shown whole, in characters. */
  private static final int LONGEST = 200;

  /** The most keys or hidden places of a finding that are listed. */
  private static final int MOST = 12;

  private final ReportStyle style;
  private final Ink ink;

  TextRenderer(ReportStyle style) {
    this.style = style;
    this.ink = new Ink(style.colour());
  }

  @Override
  public void render(Report report, PrintStream out) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      if (finding.fails() || style.verbose()) {
        finding(text, finding);
        text.append('\n');
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
    ink.severity(text, finding.severity());
    text.append("  ").append(finding.kind().id().replace('-', ' ')).append("  ");
    ink.strong(text, Escaping.escape(finding.path()));
    text.append("\n  ");
    sentence(text, finding.detail());
    text.append(' ').append(finding.surface().why()).append('\n');
    keys(text, finding.keys());
    hidden(text, finding.hidden());
    for (Remedy remedy : Remedy.of(finding, style.target())) {
      text.append("  ").append(remedy.verb());
      pad(text, 8 - remedy.verb().length());
      text.append(remedy.command()).append('\n');
    }
  }

  /** A clause as a sentence: it is escaped already. */
  private void sentence(StringBuilder text, String clause) {
    int start = text.length();
    appendCut(text, clause);
    char first = text.charAt(start);
    if (first >= 'a' && first <= 'z') {
      text.setCharAt(start, (char) (first - 'a' + 'A'));
    }
    text.append('.');
  }

  private void keys(StringBuilder text, List<KeyChange> keys) {
    int shown = style.verbose() ? keys.size() : Math.min(keys.size(), MOST);
    for (int i = 0; i < shown; i++) {
      KeyChange key = keys.get(i);
      text.append("    ");
      appendCut(text, key.key().isEmpty() ? "(the whole document)" : Escaping.escape(key.key()));
      text.append('\n');
      value(text, "was  ", key.before());
      value(text, "now  ", key.after());
    }
    more(text, keys.size() - shown, "keys");
  }

  private void value(StringBuilder text, String label, Optional<String> canonical) {
    text.append("      ").append(label);
    if (canonical.isPresent()) {
      appendCut(text, ValueText.of(canonical.get()));
    } else {
      text.append("(not there)");
    }
    text.append('\n');
  }

  private void hidden(StringBuilder text, List<Sighting> hidden) {
    int shown = style.verbose() ? hidden.size() : Math.min(hidden.size(), MOST);
    for (int i = 0; i < shown; i++) {
      Sighting sighting = hidden.get(i);
      text.append("    ").append(sighting.line()).append(':').append(sighting.column());
      text.append("  ").append(sighting.category().title());
      text.append(" (").append(sighting.length()).append("): ");
      appendCut(text, sighting.decoded());
      text.append('\n');
    }
    more(text, hidden.size() - shown, "places");
  }

  private static void more(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append("    ... ").append(count).append(" more ").append(what);
      text.append(", shown by --verbose\n");
    }
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

  /** Appends a text, or the start of a long one and how much is left. */
  private void appendCut(StringBuilder text, String whole) {
    if (style.verbose() || whole.length() <= LONGEST) {
      text.append(whole);
      return;
    }
    int end = Character.isHighSurrogate(whole.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    text.append(whole, 0, end).append("... (").append(whole.length() - end);
    text.append(" more characters)");
  }

  private static void pad(StringBuilder text, int width) {
    for (int i = 0; i < width; i++) {
      text.append(' ');
    }
  }

  /** The colours of a terminal, or none. */
  private record Ink(boolean used) {

    void severity(StringBuilder text, Severity severity) {
      String colour =
          switch (severity) {
            case CRITICAL, HIGH -> "\033[1;31m";
            case MEDIUM -> "\033[1;33m";
            case LOW, NOTICE -> "\033[1;36m";
          };
      paint(text, colour, severity.name().toLowerCase(Locale.ROOT));
    }

    void strong(StringBuilder text, String escaped) {
      paint(text, "\033[1m", escaped);
    }

    private void paint(StringBuilder text, String colour, String escaped) {
      if (used) {
        text.append(colour).append(escaped).append("\033[0m");
      } else {
        text.append(escaped);
      }
    }
  }
}
