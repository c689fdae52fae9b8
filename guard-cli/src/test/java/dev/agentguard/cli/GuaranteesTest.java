package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/guarantees.md}: every promise names tests, and they are there. */
class GuaranteesTest {

  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");

  @Test
  void everyRowNamesATestThatIsThere() throws IOException {
    Set<String> tests = new HashSet<>();
    for (String module : List.of("guard-core", "guard-cli")) {
      try (Stream<Path> files = Files.walk(CiTemplates.ROOT.resolve(module).resolve("src/test"))) {
        files.forEach(file -> tests.add(String.valueOf(file.getFileName())));
      }
    }
    Set<String> named = new HashSet<>();
    for (String line : Files.readAllLines(CiTemplates.ROOT.resolve("docs/guarantees.md"))) {
      Matcher matcher = NAME.matcher(line);
      while (matcher.find()) {
        named.add(matcher.group(1));
        assertThat(tests).as(line).contains(matcher.group(1) + ".java");
      }
    }
    assertThat(named).hasSizeGreaterThan(15);
  }
}
