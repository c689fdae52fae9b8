package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {

  private final Path home;
  private final Path workspace;
  private Capture capture;

  ExplainCommandTest(@TempDir Path directory) throws IOException {
    home = directory.toRealPath();
    workspace = Files.createDirectories(home.resolve("code/project"));
    capture = new Capture(home, workspace);
  }

  @BeforeEach
  void makeWorkspace() throws IOException {
    Files.createDirectories(workspace.resolve(".guard"));
    write(
        ".claude/settings.json",
        """
        {"hooks": {"Stop": [{"hooks": [
          {"type": "command", "command": "bash tools/hook.sh"},
          {"type": "command", "command": "npx -y something"}]}]}}
        """);
    write("tools/hook.sh", "echo hook\n");
    write("src/main.c", "int main;\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = workspace.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int run(String... arguments) {
    return capture.run(new ExplainCommand(capture.surroundings()), arguments);
  }

  @Test
  void saysWhatProtectsAFileAndWhatItLeadsTo() {
    assertThat(run(".claude/settings.json")).isZero();
    assertThat(capture.err()).isEmpty();
    assertThat(capture.out())
        .startsWith(".claude/settings.json  (a file)\n  claude-code/settings")
        .containsPattern("guarded +all its bytes")
        .containsPattern("change +one that nobody approved is a finding, high at worst")
        .containsPattern("executes +/")
        .containsPattern("leads to +tools/hook.sh \\(script\\)")
        .containsPattern("not covered +npx");
  }

  @Test
  void everySpellingOfAPathIsTheSamePath() {
    assertThat(run(".claude/settings.json")).isZero();
    String expected = capture.out();
    String[] spellings = {
      "./tools/../.claude/settings.json",
      workspace.resolve(".claude/settings.json").toString(),
      "~/code/project/.claude/settings.json",
    };
    for (String spelling : spellings) {
      capture = new Capture(home, workspace);
      assertThat(run(spelling)).isZero();
      assertThat(capture.out()).isEqualTo(expected);
    }
    capture = new Capture(home, workspace.resolve("tools"));
    assertThat(run(".claude/settings.json")).isZero();
    assertThat(capture.out()).isEqualTo(expected);
  }

  @Test
  void explainsWhatIsNotThere() {
    assertThat(run("deep/in/.MCP.json")).isZero();
    assertThat(capture.out()).startsWith("deep/in/.MCP.json  (not there)\n  claude-code/");
  }

  @Test
  void aScriptIsProtectedByTheFileThatRunsIt() {
    assertThat(run("tools/hook.sh")).isZero();
    assertThat(capture.out())
        .startsWith("tools/hook.sh  (a file)\n  claude-code/settings")
        .containsPattern("because +.claude/settings.json leads to it");
  }

  @Test
  void aPathThatNoSurfaceNamesIsNoError() {
    assertThat(run("src/main.c")).isZero();
    assertThat(capture.out())
        .isEqualTo(
            "src/main.c  (a file)\n  No surface names it: a change of it is not a finding.\n");
  }

  @Test
  void guardedKeysOfAFileThatChurnsAreNamedWithoutTheirValues() throws IOException {
    Files.writeString(
        home.resolve(".claude.json"),
        "{\"numStartups\": 3, \"mcpServers\": {\"x\\u001b\": {\"env\": {\"TOKEN\": \"secret-value\"}}}}");
    assertThat(run("~/.claude.json")).isZero();
    assertThat(capture.out())
        .containsPattern("in it +/mcpServers/x\\\\x1b/env/TOKEN \\(executes\\)")
        .doesNotContain("secret-value", "numStartups");
  }

  @Test
  void hostileThingsAreExplainedNotFollowed() throws IOException {
    Files.createSymbolicLink(workspace.resolve(".mcp.json"), Path.of("/dev/zero"));
    Files.createDirectory(workspace.resolve(".cursorrules"));
    write("AGENTS.md/\u202eAGENTS.md", "x");
    assertThat(run(".mcp.json", ".cursorrules", "AGENTS.md/\u202eAGENTS.md")).isZero();
    assertThat(capture.out())
        .contains(".mcp.json  (a link to /dev/zero)", ".cursorrules  (a directory)")
        .contains("AGENTS.md/\\u{202e}AGENTS.md  (a file)");
  }

  @Test
  void jsonIsAsDocumented() throws IOException {
    assertThat(run("--format", "json", ".claude/settings.json", "src/main.c", "~/.bashrc"))
        .isZero();
    JsonSchemaTest.assertValid(JsonSchemaTest.ours("json-explanation.schema.json"), capture.out());
    assertThat(capture.out()).contains("\"path\": \"tools/hook.sh\"", "\"complete\": false");
  }

  @Test
  void whatAHomeFileLeadsToIsNamedAsReportsDo() throws IOException {
    Files.writeString(home.resolve(".bashrc"), ". ~/lib/more.sh\n");
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/more.sh"), "true\n");
    assertThat(run("~/.bashrc")).isZero();
    assertThat(capture.out()).containsPattern("leads to +~/lib/more.sh \\(sourced\\)");
  }

  @Test
  void anUnknownFormatIsAnError() {
    assertThat(run("--format", "xml", "a")).isEqualTo(2);
    assertThat(capture.err()).startsWith("guard: error: there is no format called xml\n");
  }
}
