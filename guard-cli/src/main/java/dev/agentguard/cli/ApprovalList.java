package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Difference;

/**
 * The objects that are about to be accepted, a line each, so that no flood of lines above hides a
 * name.
 */
final class ApprovalList {

  private static final long MANY_LINES = 5_000;

  private final StringBuilder list = new StringBuilder();
  private long lines;

  /**
   * Adds an object.
   *
   * @param shown the difference as it was printed
   */
  void add(Difference difference, String shown) {
    long added = 0;
    long removed = 0;
    for (String line : shown.lines().toList()) {
      lines++;
      added += line.startsWith("+ ") ? 1 : 0;
      removed += line.startsWith("- ") ? 1 : 0;
    }
    list.append("  ").append(Escaping.escape(difference.path())).append("  ");
    if (difference.after() instanceof Difference.Nothing) {
      list.append("removed");
    } else if (difference.after() instanceof Difference.LinkTo link) {
      list.append("link to ").append(Escaping.escape(link.target()));
    } else if (!difference.keys().isEmpty()) {
      list.append("keys");
    } else {
      list.append('+').append(added).append(" -").append(removed).append(" lines");
    }
    list.append('\n');
  }

  /** The list; escaped. */
  String text() {
    String flood =
        lines > MANY_LINES
            ? lines + " lines were shown; guard diff PATH shows one object at a time.\n"
            : "";
    return flood + "To be accepted:\n" + list;
  }
}
