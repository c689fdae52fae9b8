package dev.agentguard.content.format;

import java.util.ArrayList;
import java.util.List;

/** The alternatives of a pattern with braces: {@code a{b,c}} is {@code ab} or {@code ac}. */
final class BraceExpansion {

  private static final int MOST = 1_000;

  private BraceExpansion() {}

  static List<String> of(String pattern) {
    List<String> out = new ArrayList<>();
    expand("", pattern, out, pattern);
    return List.copyOf(out);
  }

  private static void expand(String done, String rest, List<String> out, String pattern) {
    int open = rest.indexOf('{');
    int firstClose = rest.indexOf('}');
    if (open < 0 && firstClose < 0) {
      out.add(done + rest);
      if (out.size() > MOST) {
        throw new IllegalArgumentException("too many alternatives: " + pattern);
      }
      return;
    }
    if (open < 0 || (firstClose >= 0 && firstClose < open)) {
      throw new IllegalArgumentException("brace without its partner: " + pattern);
    }
    List<String> choices = new ArrayList<>();
    int close = split(rest, open, choices);
    if (close < 0) {
      throw new IllegalArgumentException("brace without its partner: " + pattern);
    }
    for (String choice : choices) {
      expand(done + rest.substring(0, open), choice + rest.substring(close + 1), out, pattern);
    }
  }

  private static int split(String text, int open, List<String> choices) {
    int depth = 0;
    int start = open + 1;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        choices.add(text.substring(start, i));
        return i;
      } else if (c == ',' && depth == 1) {
        choices.add(text.substring(start, i));
        start = i + 1;
      }
    }
    return -1;
  }
}
