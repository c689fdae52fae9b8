package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;

/**
 * Text of files in a cell of a Markdown table, for pages that turn names into mentions, addresses
 * into links and numbers into references.
 *
 * <p>Only a code span keeps all of that out. Backslashes and entities do not: pages look for names
 * in the text that these stand for. Whatever is not a plain word is therefore in a code span.
 */
final class MarkdownText {

  /** More backticks than this in a row are not shown as such: some readers give up at 80. */
  private static final int MOST_BACKTICKS = 8;

  private static final int LONGEST_WORD = 30;

  private MarkdownText() {}

  /**
   * Appends a code span.
   *
   * @param written the written form of a text ({@link Escaping}), not empty
   */
  static void appendCode(StringBuilder out, String written) {
    int run = longestRun(written);
    String text = run > MOST_BACKTICKS ? written.replace("`", "\\x60") : written;
    String fence = "`".repeat(run > MOST_BACKTICKS ? 1 : run + 1);
    // A reader takes away one blank at each end, unless there is nothing else.
    boolean padded =
        text.startsWith("`")
            || text.endsWith("`")
            || text.startsWith(" ") && text.endsWith(" ") && !text.isBlank();
    out.append(fence).append(padded ? " " : "");
    // In a table a pipe ends the cell, in code too, unless a backslash is before it.
    out.append(text.replace("|", "\\|"));
    out.append(padded ? " " : "").append(fence);
  }

  /** Whether some backticks of a text are not shown as themselves. */
  static boolean isAltered(String text) {
    return longestRun(text) > MOST_BACKTICKS;
  }

  /**
   * Appends a sentence with text of files in it: its plain words as they are, everything else as
   * code.
   *
   * @param written escaped, as the details of findings are
   */
  static void appendSentence(StringBuilder out, String written) {
    StringBuilder code = new StringBuilder();
    String separator = "";
    for (String word : written.split(" ", -1)) {
      if (!isPlain(word)) {
        code.append(code.length() == 0 ? "" : " ").append(word);
        continue;
      }
      separator = flush(out, code, separator);
      out.append(separator).append(word);
      separator = " ";
    }
    flush(out, code, separator);
  }

  private static String flush(StringBuilder out, StringBuilder code, String separator) {
    if (code.length() == 0) {
      return separator;
    }
    out.append(separator);
    appendCode(out, code.toString());
    code.setLength(0);
    return " ";
  }

  /** Letters or digits, few enough to be a word, and perhaps a mark that ends a clause. */
  private static boolean isPlain(String word) {
    int end = word.length();
    if (end > 0 && ",:;".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end == 0 || end > LONGEST_WORD) {
      return false;
    }
    boolean digits = isDigit(word.charAt(0)) && end <= 6;
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      if (digits ? !isDigit(c) : !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
