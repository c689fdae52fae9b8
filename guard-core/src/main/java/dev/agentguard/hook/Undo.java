package dev.agentguard.hook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What guard had to add beside its lines, which its first line remembers so that taking the lines
 * out leaves what was there before.
 *
 * @param newline a line feed, because the line above had none
 * @param file the whole file
 * @param directories how many directories above the file
 */
record Undo(boolean newline, boolean file, int directories) {

  static final Undo NOTHING = new Undo(false, false, 0);

  private static final Pattern TEXT =
      Pattern.compile("nothing|newline|file(?:, (?<count>[1-9][0-9]?) directories)?");

  /** The written form. */
  String text() {
    if (file) {
      return directories == 0 ? "file" : "file, " + directories + " directories";
    }
    return newline ? "newline" : "nothing";
  }

  /** What has a written form. */
  static Optional<Undo> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String count = matcher.group("count");
    return Optional.of(
        new Undo(
            text.equals("newline"),
            text.startsWith("file"),
            count == null ? 0 : Integer.parseInt(count)));
  }
}
