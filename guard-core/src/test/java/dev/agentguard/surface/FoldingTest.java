package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".claude",
        ".CLAUDE",
        ".cLaUdE",
        ".claude.",
        ".claude . .",
        ".claude ",
        ".claude::$INDEX_ALLOCATION",
        ".claude:$I30:$INDEX_ALLOCATION",
        ".CLAUDE .::$index_allocation",
        ".claude:$I30::$DATA",
        ".cl\u200caude",
        "\ufeff.claude",
        ".claude\u202e",
        ".c\u206f\u200d\u200e\u200flaude",
      })
  void otherSpellingsOfOneName(String name) {
    assertThat(Folding.fold(name)).isEqualTo(".claude");
  }

  @ParameterizedTest
  @CsvSource({
    "SETTING\u017f.json, settings.json", // long s
    "\u212airo, kiro", // Kelvin sign
    "h\u0131stfile, histfile", // dotless i, which upper case makes an I
    "\u00c5ngstr\u00f6m, \u00e5ngstr\u00f6m",
    "\u212bngstr\u00d6m, \u00e5ngstr\u00f6m", // Angstrom sign
    "A\u030angstro\u0308m, \u00e5ngstr\u00f6m", // the same, decomposed
    "STRASSE, stra\u00dfe",
    "STRA\u1e9eE, stra\u00dfe", // the capital sharp s
    "\ufb01le, file", // the ligature fi
  })
  void lettersThatAFileSystemTakesForOne(String name, String other) {
    assertThat(Folding.fold(name)).isEqualTo(Folding.fold(other));
  }

  @ParameterizedTest
  @CsvSource({
    ".claude, claude",
    ".claude, .claudes",
    ".claude, .clau de",
    "settings.json, settings.json:evil", // another stream is another content
    "a, ..a",
    "settings.json, settings_json",
    "f\u0130le, file", // a dotted capital I keeps its dot
  })
  void otherNamesStayOther(String name, String other) {
    assertThat(Folding.fold(name)).isNotEqualTo(Folding.fold(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "...", " ", ". .", "::$data", ":$"})
  void aNameThatWouldVanishStays(String name) {
    assertThat(Folding.fold(name)).isEqualTo(name);
  }

  @Property
  void foldingAFoldedNameChangesNothing(@ForAll("names") String name) {
    String folded = Folding.fold(name);
    assertThat(Folding.fold(folded)).isEqualTo(folded);
  }

  @Property
  void unicodeFormDoesNotMatter(@ForAll("names") String name) {
    String folded = Folding.fold(name);
    assertThat(Folding.fold(Normalizer.normalize(name, Normalizer.Form.NFC))).isEqualTo(folded);
    assertThat(Folding.fold(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(folded);
  }

  @Property
  void letterCaseDoesNotMatter(@ForAll("plain") String name) {
    StringBuilder swapped = new StringBuilder();
    name.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(c -> swapped.append((char) c));
    assertThat(Folding.fold(swapped.toString())).isEqualTo(Folding.fold(name));
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "Z",
            ".",
            " ",
            ":",
            "$",
            "::$",
            ":$",
            "/",
            "\u200c",
            "\u202a",
            "\ufeff",
            "\u017f",
            "\u212a",
            "\u0130",
            "\u0131",
            "\u0307",
            "\u0301",
            "\u0345",
            "\u0323",
            "\u03b1",
            "\u03a3",
            "\u03c2",
            "\u1fb3",
            "\u0390",
            "\u00df",
            "\u1e9e",
            "\ufb01",
            "\u01c5",
            "\u1100",
            "\u1161",
            "\u11a8",
            "\udc80",
            "\udcff",
            "\ud83d\ude00",
            "\ud801\udc00");
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(3);
    return Arbitraries.oneOf(pieces, pieces, anything)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withChars(". -_0123456789\u00e4\u00c4\u00e9\u03b4\u0416")
        .ofMinLength(1)
        .ofMaxLength(12);
  }
}
