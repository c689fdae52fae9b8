package dev.agentguard.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextPropertiesTest {

  @Property
  void escapingIsReversible(@ForAll("texts") String text) {
    assertThat(Escaping.unescape(Escaping.escape(text))).isEqualTo(text);
  }

  @Property
  void escapedTextIsVisible(@ForAll("texts") String text) {
    String written = Escaping.escape(text);
    assertThat(written.codePoints())
        .allMatch(Invisible::isVisible)
        .noneMatch(Character::isISOControl)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Property
  void sightingsLieInTheTextInOrder(@ForAll("texts") String text) {
    int lines = text.split("\n", -1).length;
    List<Sighting> sightings = HiddenText.inspectCommand(text);
    for (int i = 0; i < sightings.size(); i++) {
      Sighting s = sightings.get(i);
      assertThat(s.line()).isBetween(1, lines);
      assertThat(text.split("\n", -1)[s.line() - 1] + "\n")
          .satisfies(
              line ->
                  assertThat(line.codePointCount(0, line.length()))
                      .isGreaterThanOrEqualTo(s.column()));
      assertThat(s.decoded()).isEqualTo(Escaping.escape(Escaping.unescape(s.decoded())));
      assertThat(s.line()).isGreaterThanOrEqualTo(i == 0 ? 1 : sightings.get(i - 1).line());
    }
    assertThat(sightings)
        .containsAll(
            HiddenText.inspect(text).stream()
                .filter(s -> s.category() != Sighting.Category.UNUSUAL_SPACE)
                .toList());
  }

  @Property
  void printableAsciiIsNeverSuspicious(@ForAll("ascii") String text) {
    assertThat(HiddenText.inspect(text)).isEmpty();
  }

  @Property
  void commentsAreFoundInAnyMarkdown(@ForAll("markdown") String text) {
    HtmlComments.find(text).forEach(c -> assertThat(text).contains(c.content()));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> odd =
        Arbitraries.of(
            '\n', '\r', '\t', ' ', '\\', 'u', '{', '}', 'x', '0', '\u001b', '\u202e', '\u200d',
            '\ufe0f', '\ud83c', '\udff4', '\udb40', '\udc67', '\udc80', '\u0430', '\u0645',
            '\u05e9', '\u2764');
    return Arbitraries.oneOf(
        Arbitraries.strings().all(),
        Arbitraries.strings()
            .withChars(
                '\n', '\r', '\t', ' ', '\\', 'u', '{', '}', 'x', '0', '\u001b', '\u202e', '\u200d',
                '\ufe0f', '\ud83c', '\udff4', '\udb40', '\udc67', '\udc80', '\u0430', '\u0645',
                '\u05e9', '\u2764'),
        odd.array(char[].class).ofMaxSize(60).map(String::new));
  }

  @Provide
  Arbitrary<String> ascii() {
    return Arbitraries.strings().withCharRange(' ', '~').withChars('\n', '\t');
  }

  @Provide
  Arbitrary<String> markdown() {
    return Arbitraries.of(
            "<!--", "-->", "`", "```", "\n", "\n\n", "~~~", " ", "a", "\\", "- ", "> ", "-", ">")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
