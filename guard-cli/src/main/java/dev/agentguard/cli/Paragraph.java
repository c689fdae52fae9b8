package dev.agentguard.cli;

import java.util.Map;

/** Text in lines of a width, broken at spaces. */
final class Paragraph {

  private static final int NARROWEST = 40;
  private static final int USUAL = 80;
  private static final int WIDEST = 120;

  private final int width;

  Paragraph(int width) {
    this.width = width;
  }

  /** As wide as the terminal says it is, within limits. */
  static Paragraph of(Map<String, String> environment) {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return new Paragraph(Math.max(NARROWEST, Math.min(WIDEST, columns)));
    } catch (NumberFormatException e) {
      return new Paragraph(USUAL);
    }
  }

  /**
   * Appends a text.
   *
   * @param first what is before the first line, such as a label
   * @param indent what is before the others
   */
  void append(StringBuilder out, String first, String indent, String text) {
    out.append(first);
    int column = first.length();
    boolean startOfLine = true;
    for (String word : text.split(" ", -1)) {
      if (!startOfLine && column + 1 + word.length() > width) {
        out.append('\n').append(indent);
        column = indent.length();
        startOfLine = true;
      }
      if (!startOfLine) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
      startOfLine = false;
    }
    out.append('\n');
  }
}
