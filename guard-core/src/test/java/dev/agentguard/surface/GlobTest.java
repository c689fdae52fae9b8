package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*.json, settings.json, true",
    "*.json, .json, true",
    "*.json, json, false",
    "*.json, a.json.bak, false",
    "*, anything, true",
    "?, a, true",
    "?, ab, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "docker-compose*.yml, docker-compose.yml, true",
    "docker-compose*.yml, docker-compose.prod.yml, true",
    "*.d, d, false",
    "**, x, true",
    "a*a, a, false",
    "a*a, aa, true",
    "?*, a, true",
  })
  void matches(String pattern, String name, boolean expected) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void anEmptyNameMatchesNothing() {
    assertThat(new Glob("*").matches("")).isFalse();
  }

  @Property
  void agreesWithARegularExpression(
      @ForAll("patterns") String pattern, @ForAll("names") String name) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(regex(pattern).matcher(name).matches());
  }

  @Property
  void aNameMatchesItselfWithAnyPartStarred(
      @ForAll("names") String name, @ForAll int from, @ForAll int to) {
    int start = Math.floorMod(from, name.length() + 1);
    int end = start + Math.floorMod(to, name.length() - start + 1);
    String pattern = name.substring(0, start) + '*' + name.substring(end);
    assertThat(new Glob(pattern).matches(name)).isTrue();
  }

  @Test
  void manyStarsTakeNoExponentialTime() {
    Glob glob = new Glob("*a".repeat(60) + "*b");
    String name = "a".repeat(5000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches(name)).isFalse());
  }

  private static Pattern regex(String glob) {
    StringBuilder regex = new StringBuilder();
    glob.chars()
        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
        .forEach(regex::append);
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*?\n").ofMinLength(1).ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abc\n").ofMinLength(1).ofMaxLength(9);
  }
}
