package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@code docs/packs.md}, broken once. */
class PackRulesTest {

  private static final String PACK =
      """
      tool = "example"
      title = "Example"
      verified = "2026-08"
      group = "agent"
      [relocations]
      EXAMPLE_HOME = "~/.example"
      [places]
      example-user = ["~/.example", "%APPDATA%/Example"]
      [[surface]]
      id = "settings"
      paths = ["**/.example/*.json", "<example-user>/settings.json"]
      except = ["**/.example/sample.json"]
      kind = "hooks"
      effect = "executes"
      gated = true
      stance = "ask"
      format = "json"
      guard = "keys"
      commands = ["/hooks/*/command"]
      references = ["/include"]
      base = "file"
      confidence = "recalled"
      why = "Hooks run."
      match = [".example/settings.json", "~/.example/settings.json"]
      nomatch = [".example/sample.json"]
      [surface.keys]
      executes = ["/hooks"]
      churn = ["/theme"]
      [[agent]]
      exe = ["**/example"]
      confidence = "recalled"
      [[churn]]
      paths = ["~/.example/log"]
      why = "A log."
      [[uncovered]]
      what = "Its environment"
      why = "No file."
      """;

  /** A text of the pack, what to write in its place, and the one problem that this is. */
  record Broken(String from, String to, String problem) {
    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  @Test
  void anExampleOfEverythingIsFine(@TempDir Path folder) throws IOException {
    assertThat(problems(folder, PACK)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenRuleIsOneClearProblem(Broken broken, @TempDir Path folder) throws IOException {
    assertThat(PACK).contains(broken.from());
    List<String> problems = problems(folder, PACK.replace(broken.from(), broken.to()));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).contains("example").contains(broken.problem());
  }

  static Stream<Broken> broken() {
    String settings = "surface 1 [settings]: ";
    return Stream.of(
        new Broken("tool = \"example\"", "tool = \"sample\"", "tool must be the file's name"),
        new Broken("tool = \"example\"\n", "", "tool must be a text"),
        new Broken("tool = \"example\"", "tool = 7", "tool must be a text"),
        new Broken("title = \"Example\"\n", "", "title must be a text"),
        new Broken("title = \"Example\"", "title = \" \"", "title must be a text"),
        new Broken("\"2026-08\"", "\"August\"", "verified must be a year and a month"),
        new Broken("\"2026-08\"", "\"2026-13\"", "verified must be a year and a month"),
        new Broken("group = \"agent\"", "group = \"agents\"", "group must be one of [agent, "),
        new Broken(
            "group = \"agent\"", "colour = \"red\"\ngroup = \"agent\"", "unknown key colour"),
        new Broken("= \"~/.example\"", "= \"example\"", "a relocation moves ~ or a place below"),
        new Broken("= \"~/.example\"", "= \"~/\"", "a relocation moves ~ or a place below"),
        new Broken("= \"~/.example\"", "= [\"~/.example\"]", "EXAMPLE_HOME must be a text"),
        new Broken("\"%APPDATA%/Example\"]", "7]", "example-user must be a list of texts"),
        new Broken("id = \"settings\"\n", "", "surface 1: id must be a text"),
        new Broken("id = \"settings\"", "id = \"Settings\"", "id is lower-case"),
        new Broken(
            "paths = [\"**/.example/*.json\", \"<example-user>/settings.json\"]",
            "paths = []",
            "paths must not be empty"),
        new Broken("<example-user>/settings", "<nowhere>/settings", "unknown place"),
        new Broken(
            "except = [\"**/.example/s", "except = [\".example/s", "a path pattern starts with"),
        new Broken("\"**/.example/*.json\"", "\"**/.example/\"", "bad path pattern"),
        new Broken("\"**/.example/*.json\"", "\"**/.example\\\\x\"", "bad path pattern"),
        new Broken("\"**/.example/*.json\"", "\"**/.example/**.json\"", "** must be a segment"),
        new Broken("\"**/.example/*.json\"", "\"**/.example/{a\"", "unbalanced braces"),
        new Broken("\"**/.example/*.json\"", "\"**/../x\"", ".. segment"),
        new Broken("kind = \"hooks\"\n", "", settings + "kind must be a text"),
        new Broken("kind = \"hooks\"", "kind = \"hook\"", "kind has an unknown value: hook"),
        new Broken("kind = \"hooks\"", "kind = \"HOOKS\"", "kind has an unknown value: HOOKS"),
        new Broken("effect = \"executes\"\n", "", "effect must be a text"),
        new Broken("\"executes\"", "\"explodes\"", "effect has an unknown value: explodes"),
        new Broken("gated = true", "gated = \"yes\"", "gated must be true or false"),
        new Broken("stance = \"ask\"", "stance = \"allow\"", "stance has an unknown value: allow"),
        new Broken("format = \"json\"", "format = \"text\"", "format has an unknown value: text"),
        new Broken("format = \"json\"", "format = \"shell\"", "need a format with keys"),
        new Broken("guard = \"keys\"", "guard = \"some\"", "guard has an unknown value: some"),
        new Broken("guard = \"keys\"\n", "", "guard must be a text"),
        new Broken("executes = [\"/hooks\"]\n", "", "guard = keys needs keys"),
        new Broken("executes = [", "runs = 1\nexecutes = [", "unknown key runs"),
        new Broken(
            "executes = [\"/hooks\"]", "executes = [\"hooks\"]", "start with a slash: hooks"),
        new Broken("churn = [\"/theme\"]", "churn = \"/theme\"", "churn must be a list of texts"),
        new Broken("[\"/hooks/*/command\"]", "[\"hooks.command\"]", "commands are JSON pointers"),
        new Broken("[\"/include\"]", "[\"include\"]", "references are JSON pointers"),
        new Broken("[\"/include\"]", "[\"/include\", \"\"]", "references must be a list of texts"),
        new Broken("base = \"file\"", "base = \"home\"", "base has an unknown value: home"),
        new Broken("\"recalled\"\nwhy", "\"sure\"\nwhy", settings + "confidence is recalled"),
        new Broken("why = \"Hooks run.\"\n", "", settings + "why must be a text"),
        new Broken("nomatch = [\".example/sample.json\"]\n", "", "nomatch must not be empty"),
        new Broken(
            "nomatch = [\".example/sample.json\"]", "nomatch = []", "nomatch must not be empty"),
        new Broken(
            "match = [\".example/settings.json\", \"~/.example/settings.json\"]\n",
            "",
            "match must not be empty"),
        new Broken(
            "nomatch = [\".example/sample",
            "nomatch = [\".example/plain",
            "sample matches but should not: .example/plain.json"),
        new Broken(
            "match = [\".example/s",
            "match = [\"example/s",
            "sample does not match: example/settings.json"),
        new Broken(
            "why = \"Hooks run.\"", "note = \"x\"\nwhy = \"Hooks run.\"", "unknown key note"),
        new Broken("exe = [\"**/example\"]\n", "", "an agent needs exe, comm, args or env"),
        new Broken(
            "exe = [\"**/example\"]",
            "exe = \"**/example\"\ncomm = [\"x\"]",
            "exe must be a list of texts"),
        new Broken("exe = [", "path = \"x\"\nexe = [", "unknown key path"),
        new Broken(
            "\"recalled\"\n[[churn]]", "\"perhaps\"\n[[churn]]", "agent 1: confidence is recalled"),
        new Broken(
            "paths = [\"~/.example/log\"]", "paths = []", "churn 1: paths must not be empty"),
        new Broken(
            "paths = [\"~/.example/log\"]",
            "paths = [\".example/log\"]",
            "a path pattern starts with"),
        new Broken("why = \"A log.\"\n", "", "churn 1: why must be a text"),
        new Broken("what = \"Its environment\"\n", "", "uncovered 1: what must be a text"),
        new Broken("why = \"No file.\"\n", "", "uncovered 1: why must be a text"),
        new Broken("[[uncovered]]", "[uncovered]", "uncovered must be written as [[uncovered]]"),
        new Broken(
            "[surface.keys]\nexecutes = [\"/hooks\"]\nchurn = [\"/theme\"]",
            "[[surface.keys]]",
            "keys must be a table"),
        new Broken("title = \"Example\"", "title = \"Example\"\ntitle = \"Again\"", "uplicate"),
        new Broken("title = \"Example\"", "title = ", ""));
  }

  @Test
  void anIdIsUsedOnce(@TempDir Path folder) throws IOException {
    String second = PACK.substring(PACK.indexOf("[[surface]]"), PACK.indexOf("[[agent]]"));
    assertThat(problems(folder, PACK + second))
        .singleElement()
        .asString()
        .contains("surface 2")
        .contains("id is used twice");
  }

  @Test
  void aPlaceIsDeclaredOnceInAllPacks(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("another.toml"), PACK.replace("tool = \"example\"", "tool = \"another\""));
    assertThat(problems(folder, PACK))
        .singleElement()
        .asString()
        .contains("place is declared twice: example-user");
  }

  @Test
  void aPlaceServesEveryPack(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("zebra.toml"),
        """
        tool = "zebra"
        title = "Zebra"
        verified = "2026-08"
        group = "editor"
        [[surface]]
        id = "keys"
        paths = ["<example-user>/keys"]
        kind = "editors"
        effect = "steers"
        format = "bytes"
        guard = "whole"
        why = "Keys."
        match = ["~/.example/keys", "%APPDATA%/example/keys"]
        nomatch = ["keys"]
        """);
    assertThat(problems(folder, PACK)).isEmpty();
  }

  @Test
  void twoPacksAgreeAboutWhatAVariableMoves(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("another.toml"),
        PACK.replace("tool = \"example\"", "tool = \"another\"")
            .replace("example-user", "another-user")
            .replace("= \"~/.example\"", "= \"~/.another\""));
    assertThat(problems(folder, PACK))
        .singleElement()
        .asString()
        .contains("another pack says that EXAMPLE_HOME moves another place");
  }

  @Test
  void allProblemsAreReportedAtOnce(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("broken.toml"), "tool = ");
    String pack =
        PACK.replace("2026-08", "soon")
            .replace("kind = \"hooks\"", "kind = \"hook\"")
            .replace("exe = [", "path = \"x\"\nexe = [")
            .replace("\"**/.example/*.json\"", "\"**/.example/\"");
    assertThat(problems(folder, pack))
        .hasSize(5)
        .anyMatch(problem -> problem.startsWith("broken.toml: "))
        .anyMatch(problem -> problem.contains("verified"))
        .anyMatch(problem -> problem.contains("kind has an unknown value"))
        .anyMatch(problem -> problem.contains("unknown key path"))
        .anyMatch(problem -> problem.contains("bad path pattern"));
  }

  @Test
  void thePacksOfTheProgramAreFine() throws IOException {
    List<String> problems = new ArrayList<>();
    byte[] index = PackCompiler.compile(Path.of("../baselines"), problems);
    assertThat(problems).isEmpty();
    assertThat(Catalogue.read(index).packs()).isEqualTo(Catalogue.load().packs());
  }

  private static List<String> problems(Path folder, String pack) throws IOException {
    Files.writeString(folder.resolve("example.toml"), pack);
    List<String> problems = new ArrayList<>();
    PackCompiler.compile(folder, problems);
    return problems;
  }
}
