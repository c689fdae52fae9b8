package dev.agentguard.hook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guard's lines in the text of a file, between a line that begins and a line that ends them.
 *
 * @param before the text above them
 * @param version the version of guard's lines that the first one names
 * @param undo what has to be taken back with them
 * @param body the lines between the two marks
 * @param after the text below them
 */
record MarkedLines(String before, int version, Undo undo, String body, String after) {

  private static final String END = "# <<< guard hook <<<\n";
  private static final Pattern BEGIN =
      Pattern.compile(
          "^# >>> guard hook (?<version>[1-9][0-9]{0,3}) \\(undo: (?<undo>[^)\n]*)\\) >>>\n",
          Pattern.MULTILINE | Pattern.UNIX_LINES);
  private static final Pattern ANY_MARK =
      Pattern.compile("^#[ \t]*(>>>|<<<) guard hook\\b", Pattern.MULTILINE | Pattern.UNIX_LINES);

  /** The whole text. */
  String text() {
    return before + begin(version, undo) + body + END + after;
  }

  /** The text without them, as it was. */
  String without() {
    boolean joined = undo.newline() && after.isEmpty() && before.endsWith("\n");
    return (joined ? before.substring(0, before.length() - 1) : before) + after;
  }

  /** The same with other lines, and what has to be taken back as before. */
  MarkedLines with(String newBody) {
    return new MarkedLines(before, HookBlock.VERSION, undo, newBody, after);
  }

  /**
   * The lines in a text; nothing if there are none.
   *
   * @throws HookException if there are marks, but not one pair of them
   */
  static Optional<MarkedLines> find(String text) throws HookException {
    Matcher marks = ANY_MARK.matcher(text);
    if (!marks.find()) {
      return Optional.empty();
    }
    int first = marks.start();
    boolean two = marks.find();
    int second = two ? marks.start() : 0;
    Matcher begin = BEGIN.matcher(text);
    if (!two
        || marks.find()
        || !begin.find(first)
        || begin.start() != first
        || !text.startsWith(END, second)) {
      throw new HookException(
          "the lines that mark guard's part are damaged",
          "restore the pair '# >>> guard hook' and '# <<< guard hook <<<', or take all of it out");
    }
    Optional<Undo> undo = Undo.read(begin.group("undo"));
    return Optional.of(
        new MarkedLines(
            text.substring(0, first),
            Integer.parseInt(begin.group("version")),
            undo.orElse(Undo.NOTHING),
            text.substring(begin.end(), second),
            text.substring(second + END.length())));
  }

  private static String begin(int version, Undo undo) {
    return "# >>> guard hook " + version + " (undo: " + undo.text() + ") >>>\n";
  }
}
