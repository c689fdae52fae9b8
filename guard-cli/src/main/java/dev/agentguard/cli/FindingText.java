package dev.agentguard.cli;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.verify.Finding;
import java.util.List;

/**
 * What a finding says to people, without colours: the sentence, the keys with their values, the
 * hidden characters, the commands that help. Every line of it is safe to print.
 */
final class FindingText {

  /** The longest value that is shown whole, in characters. */
  private static final int LONGEST = 200;

  /** The most keys or hidden places of a finding that are listed. */
  private static final int MOST = 12;

  private final ReportStyle style;
  private final String indent;

  FindingText(ReportStyle style, String indent) {
    this.style = style;
    this.indent = indent;
  }

  /** All of it, each line with its end. */
  void append(StringBuilder text, Finding finding) {
    text.append(indent);
    appendSentence(text, finding);
    text.append('\n');
    keys(text, finding.keys());
    hidden(text, finding.hidden());
    for (Remedy remedy : Remedy.of(finding, style)) {
      text.append(indent).append(remedy.verb());
      for (int i = remedy.verb().length(); i < 8; i++) {
        text.append(' ');
      }
      text.append(remedy.command()).append('\n');
    }
  }

  /** What is the matter, and why that matters; one line without its end. */
  void appendSentence(StringBuilder text, Finding finding) {
    int start = text.length();
    appendCut(text, finding.detail());
    if (text.length() > start) {
      char first = text.charAt(start);
      if (first >= 'a' && first <= 'z') {
        text.setCharAt(start, (char) (first - 'a' + 'A'));
      }
      text.append(". ");
    }
    text.append(finding.surface().why());
  }

  private void keys(StringBuilder text, List<KeyChange> keys) {
    int shown = style.verbose() ? keys.size() : Math.min(keys.size(), MOST);
    for (int i = 0; i < shown; i++) {
      KeyChange key = keys.get(i);
      text.append(indent).append("  ");
      appendCut(text, key.key().isEmpty() ? "(the whole document)" : Escaping.escape(key.key()));
      text.append('\n');
      if (key.before().isPresent()) {
        value(text, key.after().isPresent() ? "was  " : "gone ", key.before().get());
      }
      if (key.after().isPresent()) {
        value(text, key.before().isPresent() ? "now  " : "new  ", key.after().get());
      }
    }
    more(text, keys.size() - shown, "keys");
  }

  private void value(StringBuilder text, String label, String canonical) {
    text.append(indent).append("    ").append(label);
    appendCut(text, ValueText.of(canonical));
    text.append('\n');
  }

  private void hidden(StringBuilder text, List<Sighting> hidden) {
    int shown = style.verbose() ? hidden.size() : Math.min(hidden.size(), MOST);
    for (int i = 0; i < shown; i++) {
      Sighting sighting = hidden.get(i);
      text.append(indent).append("  ").append(sighting.line()).append(':');
      text.append(sighting.column()).append("  ").append(sighting.category().title());
      text.append(" (").append(sighting.length()).append("): ");
      appendCut(text, sighting.decoded());
      text.append('\n');
    }
    more(text, hidden.size() - shown, "places");
  }

  private void more(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(indent).append("  ... ").append(count).append(" more ").append(what);
      text.append(", shown by --verbose\n");
    }
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
}
