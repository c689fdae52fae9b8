package dev.agentguard.content.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which parts of a Markdown text are code and which are HTML comments.
 *
 * <p>Follows CommonMark 0.31 for fenced code blocks, code spans and comments. Where a reader of the
 * text may see it differently (indented code, code inside quotes and lists), the text does not
 * count as code: a reference too many is better than one too few.
 */
public final class MarkdownLayout {

  private final String text;
  private final BitSet code = new BitSet();
  private final List<HtmlComment> comments = new ArrayList<>();
  private int line = 1;

  private MarkdownLayout(String text) {
    this.text = text;
  }

  /** The layout of a text. */
  public static MarkdownLayout of(String text) {
    MarkdownLayout layout = new MarkdownLayout(text);
    layout.scan();
    return layout;
  }

  /** Whether the char at an index belongs to a code span or a fenced code block. */
  public boolean isCode(int index) {
    return code.get(index);
  }

  List<HtmlComment> comments() {
    return List.copyOf(comments);
  }

  private void scan() {
    int start = 0;
    while (start < text.length()) {
      int ticks = fence(start);
      if (ticks > 0) {
        start = skipFence(start, ticks);
        continue;
      }
      int end = endOfParagraph(start);
      start = scanInline(start, end);
    }
  }

  private int endOfLine(int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end + 1;
  }

  /** The length of the fence that a line starts with; 0 if it does not. */
  private int fence(int lineStart) {
    int i = lineStart;
    while (i < text.length() && i < lineStart + 3 && text.charAt(i) == ' ') {
      i++;
    }
    if (i == text.length() || "`~".indexOf(text.charAt(i)) < 0) {
      return 0;
    }
    int length = run(i);
    boolean ticksFollow = text.charAt(i) == '`' && indexOf("`", i + length, endOfLine(i)) >= 0;
    return length < 3 || ticksFollow ? 0 : length;
  }

  /** The first place of a string that is whole before {@code end}, or -1. */
  private int indexOf(String part, int start, int end) {
    for (int i = start; i + part.length() <= end; i++) {
      if (text.startsWith(part, i)) {
        return i;
      }
    }
    return -1;
  }

  private int run(int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) == text.charAt(start)) {
      i++;
    }
    return i - start;
  }

  private int skipFence(int start, int length) {
    int first = start;
    while (text.charAt(first) == ' ') {
      first++;
    }
    char mark = text.charAt(first);
    int at = endOfLine(start);
    line++;
    while (at < text.length()) {
      int next = endOfLine(at);
      boolean closes = fence(at) >= length && text.substring(at, next).strip().charAt(0) == mark;
      if (closes && text.substring(at, next).strip().length() == run(at + indent(at))) {
        code.set(start, next);
        line++;
        return next;
      }
      line++;
      at = next;
    }
    code.set(start, text.length());
    return text.length();
  }

  private int indent(int lineStart) {
    int i = lineStart;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i - lineStart;
  }

  /** The end of the lines that belong together: before a blank line or the start of a block. */
  private int endOfParagraph(int start) {
    int at = endOfLine(start);
    while (at < text.length()) {
      int next = endOfLine(at);
      if (text.substring(at, next).isBlank() || fence(at) > 0 || startsBlock(at + indent(at))) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private boolean startsBlock(int at) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    boolean spaceFollows = at + 1 < text.length() && text.charAt(at + 1) == ' ';
    return c == '#'
        || c == '>'
        || ("-*+".indexOf(c) >= 0 && spaceFollows)
        || text.startsWith("<!--", at);
  }

  /** Marks code spans and comments of a paragraph; returns where scanning goes on. */
  private int scanInline(int start, int endOfParagraph) {
    int end = endOfParagraph;
    boolean blank = true; // so far on this line
    boolean literal = false; // whether a comment was begun and not ended
    int i = start;
    while (i < end) {
      char c = text.charAt(i);
      int next = i + 1;
      if (c == '\\' && next < end && text.charAt(next) != '\n') {
        next++;
      } else if (c == '`') {
        next = i + run(i);
        int close = closingTicks(next, end, next - i);
        if (close >= 0) {
          code.set(i, close);
          next = close;
        }
      } else if (c == '<' && !literal && text.startsWith("<!--", i)) {
        next = comment(i, end, blank);
        literal = next == i + 4;
        end = next > end ? endOfLine(next - 1) : end;
      }
      countLines(i, next);
      blank = c == '\n' || (blank && c == ' ');
      i = next;
    }
    return i;
  }

  private int closingTicks(int from, int end, int length) {
    int i = text.indexOf('`', from);
    while (i >= 0 && i < end) {
      int run = run(i);
      if (run == length && i + run <= end) {
        return i + run;
      }
      i = text.indexOf('`', i + run);
    }
    return -1;
  }

  /** Notes the comment at an index; returns the index behind it, or behind its mark. */
  private int comment(int start, int endOfParagraph, boolean block) {
    int limit = block ? text.length() : endOfParagraph;
    int close = indexOf("-->", start + 2, limit);
    if (close >= 0) {
      String content = close < start + 4 ? "" : text.substring(start + 4, close);
      comments.add(new HtmlComment(line, content, true));
      return Math.max(close + 3, start + 5);
    }
    comments.add(new HtmlComment(line, text.substring(start + 4, limit), false));
    return block ? limit : start + 4;
  }

  private void countLines(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
  }
}
