package dev.agentguard.content.text;

import dev.agentguard.content.text.Sighting.Category;
import java.util.List;

/** Blanks and line breaks in such number that the text behind them is out of view. */
final class Padding {

  private static final int MANY_BLANKS = 40;
  private static final int MANY_LINES = 10;

  private Padding() {}

  static void find(String text, List<Sighting> found) {
    Position position = new Position(text);
    int i = 0;
    while (i < text.length()) {
      int start = i;
      int lines = 0;
      int blanks = 0;
      while (i < text.length() && isBlank(text.charAt(i))) {
        if (text.charAt(i) == '\n') {
          lines++;
          blanks = 0;
        } else {
          blanks++;
        }
        i++;
      }
      if (i < text.length() && (lines >= MANY_LINES || blanks >= MANY_BLANKS)) {
        String what = lines >= MANY_LINES ? lines + " line breaks" : blanks + " blanks";
        found.add(position.sighting(start, i, Category.PADDING, what));
      }
      i++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
