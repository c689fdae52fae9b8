package dev.agentguard.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HiddenTextTest {

  @ParameterizedTest
  @MethodSource("texts")
  void findsWhatCannotBeSeen(String text, String expected) {
    assertThat(written(HiddenText.inspect(characters(text)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void findsTheSameInCommands(String text, String expected) {
    if (!expected.isEmpty()) {
      assertThat(written(HiddenText.inspectCommand(characters(text)))).contains(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void findsWhatMisleadsInCommands(String text, String expected) {
    assertThat(written(HiddenText.inspectCommand(characters(text)))).isEqualTo(expected);
  }

  @Test
  void aMixedWordIsReportedEvenWithoutALookalike() {
    assertThat(written(HiddenText.inspectCommand("x\u0436y")))
        .isEqualTo("1:1+3 CONFUSABLE x\u0436y");
  }

  @Test
  void undecodableBytesAreNotHidden() {
    assertThat(HiddenText.inspect("caf\udce9")).isEmpty();
  }

  private static String written(List<Sighting> sightings) {
    StringBuilder out = new StringBuilder();
    for (Sighting s : sightings) {
      out.append(out.isEmpty() ? "" : " ; ")
          .append(s.line() + ":" + s.column() + "+" + s.length() + " ")
          .append(s.category() + " " + s.decoded());
    }
    return out.toString();
  }

  private static String characters(String written) {
    String controls = written.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    return Pattern.compile("\\\\u\\{(\\w+)}")
        .matcher(controls)
        .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
  }

  static Stream<Arguments> texts() throws IOException {
    return table("hidden-text.txt");
  }

  static Stream<Arguments> commands() throws IOException {
    return table("hidden-command.txt");
  }

  private static Stream<Arguments> table(String name) throws IOException {
    List<Arguments> rows = new ArrayList<>();
    try (InputStream in = HiddenTextTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int arrow = line.lastIndexOf(" =>");
        if (arrow >= 0 && !line.startsWith("#")) {
          rows.add(Arguments.of(line.substring(0, arrow), line.substring(arrow + 3).strip()));
        }
      }
    }
    return rows.stream();
  }
}
