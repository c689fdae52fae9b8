package dev.agentguard.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class TextFuzzTest {

  @FuzzTest
  void escaping(@NotNull String text) {
    assertThat(Escaping.unescape(Escaping.escape(text))).isEqualTo(text);
  }

  @FuzzTest
  void hiddenText(@NotNull String text) {
    assertThat(HiddenText.inspectCommand(text)).doesNotContainNull();
  }

  @FuzzTest
  void markdown(@NotNull String text) {
    assertThat(HtmlComments.find(text)).doesNotContainNull();
  }
}
