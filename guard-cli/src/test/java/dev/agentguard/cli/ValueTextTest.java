package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ValueTextTest {

  @Test
  void showsLettersAndEscapesTheInvisible() {
    assertThat(ValueText.of("\"caf\\u00e9 \\ud83d\\ude00\"")).isEqualTo("\"café \uD83D\uDE00\"");
    assertThat(ValueText.of("\"\\u202e\\u001b\\udce9\"")).isEqualTo("\"\\u{202e}\\x1b\\xe9\"");
  }

  @Test
  void keepsTheEscapesThatMakeAValueUnmistakable() {
    assertThat(ValueText.of("[\"a\\\"\", \"b\\\\u0041\\n\"]"))
        .isEqualTo("[\"a\\\"\", \"b\\\\u0041\\n\"]");
  }

  @Test
  void survivesWhatIsNotCanonical() {
    assertThat(ValueText.of("\\")).isEqualTo("\\");
    assertThat(ValueText.of("\\u12")).isEqualTo("\\u12");
    assertThat(ValueText.of("\u001b\\ud83d")).isEqualTo("\\x1b\\u{d83d}");
  }
}
