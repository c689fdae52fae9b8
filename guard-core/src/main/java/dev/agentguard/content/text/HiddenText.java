package dev.agentguard.content.text;

import static dev.agentguard.content.text.CodePoints.between;

import dev.agentguard.content.text.Sighting.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for what a reader cannot see: runs of invisible characters and, in commands, letters
 * and blanks that mislead.
 *
 * <p>Where an invisible character does its ordinary work, such as a joiner inside an emoji or
 * between Persian letters, there is no sighting; see {@link OrdinaryUse}. A byte order mark at the
 * start is left to the parsers.
 */
public final class HiddenText {

  private HiddenText() {}

  /** The sightings in a file, in the order of the text. */
  public static List<Sighting> inspect(String text) {
    List<Sighting> found = new ArrayList<>();
    findInvisible(text, false, found);
    return List.copyOf(found);
  }

  /** The sightings in a command, where lookalike letters, odd spaces and padding count too. */
  public static List<Sighting> inspectCommand(String command) {
    List<Sighting> found = new ArrayList<>();
    findInvisible(command, true, found);
    Lookalikes.find(command, found);
    Padding.find(command, found);
    if (found.size() > 1) {
      found.sort(Comparator.comparingInt(Sighting::line).thenComparingInt(Sighting::column));
    }
    return List.copyOf(found);
  }

  private static void findInvisible(String text, boolean command, List<Sighting> found) {
    Position position = new Position(text);
    int i = text.startsWith("\uFEFF") ? 1 : 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (between(c, ' ', '~') || c == '\n' || c == '\t') {
        i++;
        continue;
      }
      int codePoint = text.codePointAt(i);
      Category category = category(codePoint, command);
      if (category == null) {
        i += Character.charCount(codePoint);
        continue;
      }
      int ordinary = OrdinaryUse.length(text, i, category);
      if (ordinary > 0) {
        i += ordinary;
        continue;
      }
      int end = endOfRun(text, i, category, command);
      found.add(position.sighting(i, end, category, Decoding.of(category, text.substring(i, end))));
      i = end;
    }
  }

  private static int endOfRun(String text, int start, Category category, boolean command) {
    int end = start;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      if (category(codePoint, command) != category) {
        break;
      }
      if (end > start && OrdinaryUse.length(text, end, category) > 0) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  /** The category of a character that is not seen; nothing for the others. */
  private static @Nullable Category category(int c, boolean command) {
    if (Invisible.isVisible(c) || c == '\n' || c == '\t') {
      return null;
    }
    if (c < 0xA0 || c == 0x2028 || c == 0x2029) {
      return Category.CONTROL;
    }
    if (between(c, 0xD800, 0xF8FF) || between(c, 0xFDD0, 0xFDEF) || c >= 0xF0000) {
      return null; // undecodable bytes, icons and noncharacters are drawn as something
    }
    if (between(c, 0xFE00, 0xFE0F)
        || between(c, 0xE0100, 0xE01EF)
        || between(c, 0x180B, 0x180D)
        || c == 0x180F) {
      return Category.VARIATION_SELECTOR;
    }
    if (between(c, 0xE0000, 0xE007F)) {
      return Category.TAG;
    }
    if (between(c, 0x202A, 0x202E)
        || between(c, 0x2066, 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C) {
      return Category.BIDI;
    }
    if (isTypographicSpace(c)) {
      return command ? Category.UNUSUAL_SPACE : null;
    }
    if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 || c == 0x1D159) {
      return Category.UNUSUAL_SPACE;
    }
    return c == 0xFFFC || (c & 0xFFFE) == 0xFFFE ? null : Category.ZERO_WIDTH;
  }

  /** Spaces that writers and word processors put into prose. */
  private static boolean isTypographicSpace(int c) {
    return c == 0xA0
        || c == 0x1680
        || between(c, 0x2000, 0x200A)
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
