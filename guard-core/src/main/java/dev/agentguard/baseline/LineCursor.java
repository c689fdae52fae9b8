package dev.agentguard.baseline;

import org.jspecify.annotations.Nullable;

/** A place in a text that is read line by line, which knows how to say what is wrong there. */
final class LineCursor {

  /** How much of the text an error message shows. */
  private static final int SHOWN = 60;

  private final String file;
  private final String text;
  private final int maxLine;
  private int line;
  private int start;
  private int position;
  private int end;
  private int nextStart;
  private int peeked;

  LineCursor(String file, String text, int maxLine) {
    this.file = file;
    this.text = text;
    this.maxLine = maxLine;
  }

  /** Goes to the next line, which must exist, end with a line feed and not be too long. */
  void next(String expected) throws ApprovalFormatException {
    line++;
    start = nextStart;
    position = start;
    end = text.indexOf('\n', start);
    if (start == text.length()) {
      throw failure(expected, "the end of the file", null);
    }
    int length = (end < 0 ? text.length() : end) - start;
    if (length > maxLine) {
      throw failure("a line of at most " + maxLine + " characters", length + " characters", null);
    }
    if (end < 0) {
      position = text.length();
      throw failure("a line feed", "the end of the file", null);
    }
    nextStart = end + 1;
  }

  /** Whether no line follows. */
  boolean isLast() {
    return nextStart == text.length();
  }

  /** Whether the rest of the line begins with a character. */
  boolean startsWith(char c) {
    return position < end && text.charAt(position) == c;
  }

  /** Goes past a literal text that must stand here. */
  void expect(String literal) throws ApprovalFormatException {
    if (!text.startsWith(literal, position)) {
      throw expected("\"" + literal + "\"");
    }
    position += literal.length();
  }

  /** Makes sure that the line ends here. */
  void end() throws ApprovalFormatException {
    if (position != end) {
      throw expected("the end of the line");
    }
  }

  /** The text from here to the next space or the end of the line. */
  String peek() {
    int space = text.indexOf(' ', position);
    peeked = space < 0 || space > end ? end : space;
    return text.substring(position, peeked);
  }

  /** Goes past what {@link #peek} or {@link #peekQuoted} gave last. */
  void skip() {
    position = peeked;
  }

  /** The quoted string that begins here, with its quotes. */
  String peekQuoted() throws ApprovalFormatException {
    peeked = quotedEnd();
    return text.substring(position, peeked);
  }

  /** Says that something else should stand here. */
  ApprovalFormatException expected(String what) {
    return failure(what, found(), null);
  }

  /** Says that something else should stand here, and why. */
  ApprovalFormatException expected(String what, IllegalArgumentException cause) {
    return failure(what, found(), cause);
  }

  private int quotedEnd() throws ApprovalFormatException {
    if (!startsWith('"')) {
      throw expected("a quoted string");
    }
    for (int i = position + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    throw expected("a quoted string that ends on its line");
  }

  private String found() {
    if (position == end) {
      return "the end of the line";
    }
    String rest = text.substring(position, Math.min(end, position + SHOWN));
    return Quoting.quoted(rest) + (end - position > SHOWN ? "..." : "");
  }

  private ApprovalFormatException failure(
      String expected, String actual, @Nullable IllegalArgumentException cause) {
    ApprovalFormatException failure =
        new ApprovalFormatException(file, line, position - start + 1, expected, actual);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}
