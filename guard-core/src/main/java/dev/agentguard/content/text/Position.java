package dev.agentguard.content.text;

import dev.agentguard.content.text.Sighting.Category;

/** A place in a text that moves forward and counts lines and columns on its way. */
final class Position {

  private final String text;
  private int counted;
  private int line = 1;
  private int lineStart;

  Position(String text) {
    this.text = text;
  }

  /** The sighting of the characters from {@code start} to {@code end}; starts must ascend. */
  Sighting sighting(int start, int end, Category category, String decoded) {
    int lineBreak = text.indexOf('\n', counted);
    while (lineBreak >= 0 && lineBreak < start) {
      line++;
      lineStart = lineBreak + 1;
      lineBreak = text.indexOf('\n', lineStart);
    }
    counted = start;
    return new Sighting(
        line,
        text.codePointCount(lineStart, start) + 1,
        text.codePointCount(start, end),
        text.codePointAt(start),
        category,
        decoded);
  }
}
