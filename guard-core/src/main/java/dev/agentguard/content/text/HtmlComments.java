package dev.agentguard.content.text;

import java.util.List;

/** The search for HTML comments in Markdown. */
public final class HtmlComments {

  private HtmlComments() {}

  /** The comments outside of code, in the order of the text. */
  public static List<HtmlComment> find(String markdown) {
    return markdown.contains("<!--") ? MarkdownLayout.of(markdown).comments() : List.of();
  }
}
