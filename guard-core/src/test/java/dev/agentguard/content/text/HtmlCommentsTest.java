package dev.agentguard.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HtmlCommentsTest {

  @Test
  void findsCommentsWithLineAndContent() {
    assertThat(HtmlComments.find("# A\n\n<!-- one -->\ntext <!--two--> <!--\nthree\n-->\n"))
        .containsExactly(
            new HtmlComment(3, " one ", true),
            new HtmlComment(4, "two", true),
            new HtmlComment(4, "\nthree\n", true));
  }

  @Test
  void aBlockCommentSpansBlankLinesAndFences() {
    assertThat(HtmlComments.find("<!--\n\n```\n\n-->\n<!-- x -->"))
        .containsExactly(new HtmlComment(1, "\n\n```\n\n", true), new HtmlComment(6, " x ", true));
  }

  @Test
  void anUnclosedCommentHidesTheRest() {
    assertThat(HtmlComments.find("a\n\n<!-- b\n\nc\n"))
        .containsExactly(new HtmlComment(3, " b\n\nc\n", false));
    assertThat(HtmlComments.find("a <!-- b\n\nc <!-- d -->\n"))
        .containsExactly(new HtmlComment(1, " b\n", false), new HtmlComment(3, " d ", true));
  }

  @Test
  void codeShowsItsComments() {
    assertThat(HtmlComments.find("```html\n<!-- shown -->\n```\n`<!-- shown -->` \\<!-- shown -->"))
        .isEmpty();
    assertThat(HtmlComments.find("```\ncode\n```\n\n<!-- x -->"))
        .containsExactly(new HtmlComment(5, " x ", true));
    assertThat(HtmlComments.find("`` a ` `` <!-- x -->")).hasSize(1);
    assertThat(HtmlComments.find("~~~\n```\n<!-- shown -->\n~~~\n<!-- x -->")).hasSize(1);
    assertThat(HtmlComments.find("a ` b\n\n<!-- x --> ` c")).hasSize(1);
  }

  @Test
  void emptyCommentsEnd() {
    assertThat(HtmlComments.find("<!--> a <!---> b <!----> c"))
        .containsExactly(
            new HtmlComment(1, "", true),
            new HtmlComment(1, "", true),
            new HtmlComment(1, "", true));
  }

  @Test
  void hostileTextTakesLinearTime() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(HtmlComments.find("a <!--".repeat(100_000))).hasSize(1);
          assertThat(HtmlComments.find("a <!--\n\n".repeat(100_000))).hasSize(100_000);
          assertThat(HtmlComments.find("<!--\n-->".repeat(50_000))).hasSize(50_000);
          assertThat(HtmlComments.find("```\n".repeat(100_001) + "<!--")).isEmpty();
        });
  }
}
