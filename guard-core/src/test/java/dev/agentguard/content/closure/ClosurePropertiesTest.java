package dev.agentguard.content.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClosurePropertiesTest {

  private static final Surroundings SURROUNDINGS =
      Surroundings.of("/w", "/home/u", List.of("/usr/bin", "bin"));

  @Property
  void quotedWordsRoundTrip(@ForAll List<String> words) {
    StringBuilder line = new StringBuilder("x");
    for (String word : words) {
      line.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    List<SimpleCommand> commands = CommandLine.parse(line.toString(), new Expansion(SURROUNDINGS));
    assertThat(commands).hasSize(1);
    List<Word> parsed = commands.get(0).words();
    assertThat(parsed.subList(1, parsed.size()).stream().map(Word::text)).isEqualTo(words);
    assertThat(parsed).allMatch(Word::known);
  }

  @Property
  void anyCommandLineHasAClosure(@ForAll("lines") String line) {
    FakeFiles disk = new FakeFiles().file("/w/a", line).file("/w/a.sh", line).file("/w/a.md", line);
    ClosureFinder finder = new ClosureFinder(disk, SURROUNDINGS);
    assertThat(finder.shell(line).and(finder.shellScript(line)).and(finder.markdown(line)))
        .isNotNull();
    assertThat(finder.reference(line).and(finder.argv(List.of(line, line)))).isNotNull();
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> part =
        Arbitraries.of(
            "a",
            "./a",
            "a.sh",
            "@a.md",
            "sh ",
            "-c ",
            "npx ",
            "env ",
            "node ",
            "cd ",
            ". ",
            " ",
            "\n",
            "'",
            "\"",
            "`",
            "$",
            "$(",
            "${",
            ")",
            "}",
            "(",
            "{",
            "|",
            "&&",
            ";",
            "<",
            ">",
            "<<",
            "<<<",
            "<(",
            "#",
            "\\",
            "*",
            "?",
            "~",
            "/",
            "=",
            "%HOME%",
            "$HOME",
            "case x in ",
            "esac ",
            "[[ ",
            "]]",
            "f() ",
            "EOF",
            "!`",
            "-",
            "--",
            "@",
            "docker run ",
            "find . -exec ",
            "eval ",
            "curl x ");
    return Arbitraries.oneOf(
        part.list().ofMaxSize(30).map(parts -> String.join("", parts)),
        Arbitraries.strings().all().ofMaxLength(60));
  }
}
