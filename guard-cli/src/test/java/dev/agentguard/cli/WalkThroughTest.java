package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What three dots stand for in a walk-through, and what they do not. */
class WalkThroughTest {

  private static boolean shows(String page, String actual) {
    return new WalkThrough.Command("x", page).shows(actual);
  }

  @Test
  void withoutDotsEveryCharacterCounts() {
    assertThat(shows("a.b\n", "a.b\n")).isTrue();
    assertThat(shows("a.b\n", "axb\n")).isFalse();
    assertThat(shows("", "")).isTrue();
    assertThat(shows("", "a\n")).isFalse();
  }

  @Test
  void dotsAreAnyTextAndALineOfThemAnyLines() {
    assertThat(shows("a ... c\n", "a b c\n")).isTrue();
    assertThat(shows("a ... c\n", "a b d\n")).isFalse();
    assertThat(shows("a\n...\nc\n", "a\nc\n")).isTrue();
    assertThat(shows("a\n...\nc\n", "a\nb\nb\nc\n")).isTrue();
    assertThat(shows("a\n...\nc\n", "a\nb\n")).isFalse();
    assertThat(shows("...\n", "")).isTrue();
  }
}
