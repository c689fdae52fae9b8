package dev.agentguard.content.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".claude/settings.json",
        "docs/r\u00e9sum\u00e9 (1).md",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00"
      })
  void printableTextStays(String text) {
    assertThat(Escaping.escape(text)).isEqualTo(text);
    assertThat(Escaping.unescape(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "5c, \\\\",
        "0a, \\n",
        "0d, \\r",
        "09, \\t",
        "00, \\x00",
        "1b, \\x1b",
        "7f, \\x7f",
        "85, \\u{85}",
        "9b, \\u{9b}",
        "a0, \\u{a0}",
        "ad, \\u{ad}",
        "200b, \\u{200b}",
        "202e, \\u{202e}",
        "2028, \\u{2028}",
        "2066, \\u{2066}",
        "3164, \\u{3164}",
        "fe0f, \\u{fe0f}",
        "feff, \\u{feff}",
        "d800, \\u{d800}",
        "dc7f, \\u{dc7f}",
        "dc80, \\x80",
        "dcff, \\xff",
        "dd00, \\u{dd00}",
        "e0041, \\u{e0041}",
        "e01ef, \\u{e01ef}",
        "10ffff, \\u{10ffff}",
      })
  void otherCharactersBecomeEscapes(String codePoint, String written) {
    String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
    assertThat(Escaping.escape(text)).isEqualTo("a" + written + "b");
    assertThat(Escaping.unescape("a" + written + "b")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\",
        "\\q",
        "\\x",
        "\\x1",
        "\\x1B",
        "\\x41",
        "\\x0a",
        "\\u",
        "\\u{",
        "\\u{}",
        "\\u{41}",
        "\\u{0202e}",
        "\\u{202E}",
        "\\u{110000}",
        "\\u{ffffff}",
        "\\u202e}",
        "\\u{dc80}",
        "\u001b",
        "\u202e",
        "\\u{d83d}\\u{de00}"
      })
  void onlyTheOneWrittenFormIsRead(String written) {
    assertThatThrownBy(() -> Escaping.unescape(written))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
