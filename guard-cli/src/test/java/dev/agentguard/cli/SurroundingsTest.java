package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {

  private static boolean colour(boolean terminal, Map<String, String> environment) {
    Surroundings plain = new Capture().surroundings();
    return new Surroundings(
            environment,
            plain.home(),
            plain.directory(),
            plain.out(),
            plain.err(),
            terminal,
            plain.people())
        .colour();
  }

  @Test
  void coloursNeedATerminalThatWantsThem() {
    assertThat(colour(true, Map.of())).isTrue();
    assertThat(colour(false, Map.of())).isFalse();
    assertThat(colour(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(colour(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(colour(true, Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void errorsAreOneEscapedLine() {
    Capture capture = new Capture();
    capture.surroundings().error("a\nb\u001b");
    capture.surroundings().hint("\u202e");
    assertThat(capture.err()).isEqualTo("guard: error: a\\nb\\x1b\nguard: hint: \\u{202e}\n");
  }
}
