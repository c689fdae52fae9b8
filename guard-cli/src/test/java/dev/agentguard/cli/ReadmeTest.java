package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the README to what the program does: every block of it is run or found. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The blocks of a page by their language, in order. */
  private static List<String> blocks(String page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    String open = null;
    for (String line : Files.readAllLines(ROOT.resolve(page))) {
      if (open == null && line.startsWith("```")) {
        open = line.substring(3);
        block.setLength(0);
      } else if (open != null && line.equals("```")) {
        if (open.equals(language)) {
          blocks.add(block.toString());
        }
        open = null;
      } else {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  private record Run(int exitCode, String out, String err) {}

  private static Run run(Path home, Path directory, String... arguments) {
    return run(FakePeople.agent(), home, directory, arguments);
  }

  private static Run run(People people, Path home, Path directory, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            Map.of("PATH", "/usr/bin:/bin"),
            home,
            directory,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            people);
    int exitCode = Main.run(surroundings, arguments);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theQuickStartIsTwoCommands() throws IOException {
    assertThat(blocks("README.md", "sh").get(0))
        .isEqualTo("mvn -q -DskipTests package\nguard-cli/target/guard/bin/guard demo\n");
  }

  @Test
  void continuousIntegrationCallsTheTestCommand() throws IOException {
    List<String> blocks = blocks("README.md", "sh");
    assertThat(blocks.get(blocks.size() - 1)).isEqualTo("mvn verify\n");
    assertThat(Files.readAllLines(ROOT.resolve(".ci/run")))
        .last()
        .asString()
        .matches("(exec )?mvn verify");
  }

  @Test
  void theNumbersAreThoseOfTheCatalogue() throws IOException {
    Catalogue catalogue = Catalogue.load();
    int surfaces = catalogue.surfaces().size();
    int tools = catalogue.packs().size();
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains(surfaces + " kinds of them, of " + tools + " tools");
    assertThat(Files.readString(ROOT.resolve("CHANGELOG.md")))
        .contains(surfaces + " surfaces of " + tools + " tools");
  }

  @Test
  void theDemoPrintsWhatIsShown(@TempDir Path scratch) throws IOException {
    Run demo = run(scratch, scratch, "demo");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.out()).contains(blocks("README.md", "").get(0));
    assertThat(demo.err()).isEmpty();
  }

  @Test
  void theCommandsDoWhatTheirCommentsSay(@TempDir Path scratch) throws IOException {
    Path home = Files.createDirectory(scratch.resolve("home"));
    Path project = Files.createDirectory(scratch.resolve("project"));
    Files.createDirectory(project.resolve(".git"));
    String[] lines = blocks("README.md", "sh").get(1).split("\n", -1);
    List<String> commands = new ArrayList<>();
    for (String line : lines) {
      commands.add(line.replaceFirst("#.*", "").strip());
    }
    assertThat(commands)
        .containsExactly(
            "guard init",
            "guard verify",
            "guard diff PATH",
            "guard approve PATH",
            "guard hook install", // HooksIT
            "guard verify --base origin/main", // WalkThroughIT
            "");
    String secret = "a passphrase";
    FakePeople first = FakePeople.answering(secret, secret, Terminal.YES, Terminal.YES, secret);
    assertThat(run(first, home, project, "init").exitCode()).isZero();
    assertThat(run(home, project, "verify").exitCode()).isZero();
    Files.writeString(project.resolve("CLAUDE.md"), "# Rules\n");
    assertThat(run(home, project, "verify").exitCode()).isEqualTo(1);
    Files.createSymbolicLink(project.resolve(".mcp.json"), Path.of(".mcp.json"));
    assertThat(run(home, project, "verify").exitCode()).isEqualTo(2);
    Files.delete(project.resolve(".mcp.json"));
    assertThat(run(home, project, "diff", "CLAUDE.md").out()).contains("+ # Rules");
    assertThat(run(home, project, "verify").exitCode()).isEqualTo(1);
    FakePeople person = FakePeople.answering(Terminal.YES, secret);
    assertThat(run(person, home, project, "approve", "CLAUDE.md").exitCode()).isZero();
    assertThat(person.screen()).contains("+ # Rules");
    assertThat(run(home, project, "verify").exitCode()).isZero();
    FakePeople again = FakePeople.answering(Terminal.YES, secret);
    assertThat(run(again, home, project, "init", "--home").exitCode()).isZero();
    assertThat(run(home, project, "verify", "--home").exitCode()).isZero();
  }
}
