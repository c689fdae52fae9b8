package dev.agentguard.content.closure;

import dev.agentguard.content.text.MarkdownLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What Markdown for a model refers to: {@code @path} imports and {@code !`command`} placeholders.
 */
final class MarkdownReferences {

  private static final String TRAILING = ".,;:!?)]}'\"*>";

  private MarkdownReferences() {}

  /** The paths of imports outside of code, as written, without an escape before a blank. */
  static List<String> imports(String text) {
    List<String> paths = new ArrayList<>();
    int at = text.indexOf('@');
    if (at < 0) {
      return paths;
    }
    MarkdownLayout layout = MarkdownLayout.of(text);
    while (at >= 0) {
      boolean starts = at == 0 || "( \t\n\r*_>\"'[-".indexOf(text.charAt(at - 1)) >= 0;
      int end = at + 1;
      StringBuilder path = new StringBuilder();
      while (starts
          && end < text.length()
          && !Character.isWhitespace(text.charAt(end))
          && text.charAt(end) != '`') {
        boolean escaped = text.startsWith("\\ ", end);
        path.append(escaped ? ' ' : text.charAt(end));
        end += escaped ? 2 : 1;
      }
      String clean = clean(path.toString());
      if (!clean.isEmpty() && !layout.isCode(at)) {
        paths.add(clean);
      }
      at = text.indexOf('@', end);
    }
    return paths;
  }

  private static String clean(String path) {
    int hash = path.indexOf('#');
    int end = hash < 0 ? path.length() : hash;
    while (end > 0 && TRAILING.indexOf(path.charAt(end - 1)) >= 0) {
      end--;
    }
    return path.substring(0, end);
  }

  /** The commands that run when the text is used; they count inside code blocks too. */
  static List<String> commands(String text) {
    List<String> commands = new ArrayList<>();
    int at = text.indexOf("!`");
    while (at >= 0) {
      int end = text.indexOf('`', at + 2);
      if (end < 0) {
        break;
      }
      boolean fence = text.startsWith("``", at + 1);
      if (!fence && end > at + 2) {
        commands.add(text.substring(at + 2, end));
      }
      at = text.indexOf("!`", fence ? at + 2 : end + 1);
    }
    int fence = text.indexOf("```!");
    while (fence >= 0) {
      int end = text.indexOf("```", fence + 4);
      commands.add(text.substring(fence + 4, end < 0 ? text.length() : end));
      fence = end < 0 ? -1 : text.indexOf("```!", end + 3);
    }
    return commands;
  }
}
