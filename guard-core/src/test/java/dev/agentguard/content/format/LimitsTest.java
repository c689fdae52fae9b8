package dev.agentguard.content.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.surface.Format;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {

  @ParameterizedTest
  @EnumSource(
      names = {"BYTES", "SHELL"},
      mode = EnumSource.Mode.EXCLUDE)
  void endsQuicklyOnAMillionKeys(Format format) {
    byte[] content = text(format, 1_000_000).getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> Documents.parse(format, content, Integer.MAX_VALUE))
                .isInstanceOf(UnparsableException.class)
                .hasMessageContaining("more than 200000 values"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BYTES", "SHELL"},
      mode = EnumSource.Mode.EXCLUDE)
  void acceptsTenThousandKeys(Format format) throws Exception {
    assertThat(Documents.parse(format, text(format, 10_000).getBytes(StandardCharsets.UTF_8)))
        .isNotNull();
  }

  @Test
  void refusesALongNameAboveManyValues() {
    String content = "{\"" + "x".repeat(40_000) + "\":[" + "1,".repeat(10_000) + "1]}";
    assertThatThrownBy(() -> Documents.parse(Format.JSON, content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnparsableException.class)
        .hasMessage("too many long names");
  }

  @Test
  void refusesMoreBytesThanTheCallerAccepts() {
    assertThatThrownBy(() -> Documents.parse(Format.JSON, new byte[11], 10))
        .isInstanceOf(UnparsableException.class)
        .hasMessage("more than 10 bytes");
  }

  private static String text(Format format, int keys) {
    return switch (format) {
      case JSON, JSONC -> "{" + lines(keys, i -> "\"k" + i + "\":1,\n") + "\"z\":1}";
      case TOML, DOTENV, INI -> lines(keys, i -> "k" + i + "=1\n");
      case GITCONFIG -> "[a]\n" + lines(keys, i -> "k" + i + "=1\n");
      case YAML -> lines(keys, i -> "k" + i + ": 1\n");
      case MARKDOWN -> "---\n" + lines(keys, i -> "k" + i + ": 1\n") + "---\n";
      case XML -> "<a>" + lines(keys, i -> "<k" + i + "/>\n") + "</a>";
      case LINES -> lines(keys, i -> "k" + i + "\n");
      case BYTES, SHELL -> throw new AssertionError(format);
    };
  }

  private static String lines(int count, IntFunction<String> line) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(line.apply(i));
    }
    return out.toString();
  }
}
