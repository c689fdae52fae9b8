package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Agents write their own configuration, and guard names what was added and nothing else.
 *
 * <p>Each agent is started until it has made the files that it makes once, what is there is
 * accepted, and it is started twice more: that must stay silent. Then it adds a server.
 */
@Tag("real-client")
final class RealClientsIT {

  private final Program program;
  private final Path project;

  RealClientsIT(@TempDir Path scratch) throws IOException {
    this.program = new Program(scratch);
    this.project = Files.createDirectory(scratch.resolve("project"));
  }

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    Path clients = Path.of(System.getProperty("guard.clients", ""));
    install(clients);
    program
        .withPrograms(clients.resolve("node_modules/.bin"))
        .with("CI", "1")
        .with("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
        .with("DISABLE_AUTOUPDATER", "1")
        .with("DISABLE_ERROR_REPORTING", "1")
        .with("DISABLE_TELEMETRY", "1")
        .with("GEMINI_TELEMETRY_ENABLED", "false")
        .with("NO_UPDATE_NOTIFIER", "1");
    run("git", "init", "--quiet");
  }

  /** In CI a missing agent is a failure; elsewhere it is said and the tests are left out. */
  private void install(Path clients) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(System.getProperty("guard.clients.install", ""), clients.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      String message = "The agents could not be installed from npm:\n" + output;
      if (System.getenv("CI") != null) {
        throw new IOException(message);
      }
      System.err.println("LEFT OUT: the tests with real agents. " + message);
      abort(message);
    }
  }

  @Test
  void claude_code_adds_servers_in_each_of_its_scopes() throws Exception {
    start("claude");
    run("claude", "mcp", "add", "--scope", "project", "old", "--", "/opt/example/old");
    run("claude", "mcp", "add", "--scope", "user", "old", "--", "/opt/example/old");
    run("claude", "mcp", "add", "--scope", "local", "old", "--", "/opt/example/old");
    acceptAndExpectSilence("claude");

    run("claude", "mcp", "add", "--scope", "project", "new", "--", "/opt/example/new", "--flag");
    assertThat(findings())
        .containsExactly(
            ".mcp.json /mcpServers/new/args/0",
            ".mcp.json /mcpServers/new/command",
            ".mcp.json /mcpServers/new/env",
            ".mcp.json /mcpServers/new/type");
    assertThat(findings("--home")).isEmpty();
    accept();

    run("claude", "mcp", "add", "--scope", "user", "new", "--", "/opt/example/new", "--flag");
    assertThat(findings("--home"))
        .containsExactly(
            "~/.claude.json /mcpServers/new/args/0",
            "~/.claude.json /mcpServers/new/command",
            "~/.claude.json /mcpServers/new/env",
            "~/.claude.json /mcpServers/new/type");
    accept();

    run("claude", "mcp", "add", "--scope", "local", "other", "--", "/opt/example/new", "--flag");
    String here = "/projects/" + project.toRealPath().toString().replace("/", "~1");
    assertThat(findings("--home"))
        .containsExactly(
            "~/.claude.json " + here + "/mcpServers/other/args/0",
            "~/.claude.json " + here + "/mcpServers/other/command",
            "~/.claude.json " + here + "/mcpServers/other/env",
            "~/.claude.json " + here + "/mcpServers/other/type");
    assertThat(findings()).isEmpty();
  }

  @Test
  void codex_adds_a_server() throws Exception {
    start("codex");
    run("codex", "mcp", "add", "old", "--", "/opt/example/old");
    acceptAndExpectSilence("codex");

    run("codex", "mcp", "add", "new", "--", "/opt/example/new", "--flag");
    assertThat(findings("--home"))
        .containsExactly(
            "~/.codex/config.toml /mcp_servers/new/args/0",
            "~/.codex/config.toml /mcp_servers/new/command");
    assertThat(findings()).isEmpty();
  }

  @Test
  void gemini_adds_servers_in_both_scopes() throws Exception {
    start("gemini");
    run("gemini", "mcp", "add", "--scope", "user", "old", "/opt/example/old");
    acceptAndExpectSilence("gemini");

    run("gemini", "mcp", "add", "--scope", "project", "new", "/opt/example/new", "there");
    assertThat(findings())
        .containsExactly(
            ".gemini/settings.json /mcpServers/new/args/0",
            ".gemini/settings.json /mcpServers/new/command");
    assertThat(findings("--home")).isEmpty();
    accept();

    run("gemini", "mcp", "add", "--scope", "user", "new", "/opt/example/new", "there");
    assertThat(findings("--home"))
        .containsExactly(
            "~/.gemini/settings.json /mcpServers/new/args/0",
            "~/.gemini/settings.json /mcpServers/new/command");
    assertThat(findings()).isEmpty();
  }

  private void acceptAndExpectSilence(String client) throws Exception {
    start(client);
    accept();
    start(client);
    start(client);
    assertThat(findings()).isEmpty();
    assertThat(findings("--home")).isEmpty();
  }

  /** What an agent does at each start; the listing has it read its configuration. */
  private void start(String client) throws Exception {
    run(client, "--version");
    run(client, "mcp", "list");
  }

  /** Accepts what is there, in the project and in the home. */
  private void accept() throws Exception {
    for (List<String> target : List.of(List.<String>of(), List.of("--home"))) {
      if (program.guard(project, with(target, "verify")).exitCode() == 2) {
        expectSuccess(program.byPerson(project, with(target, "init", "--unsigned")));
      }
      TreeSet<String> paths = new TreeSet<>();
      for (String finding : findings(target.toArray(new String[0]))) {
        paths.add(finding.substring(0, finding.indexOf(' ')));
      }
      for (String path : paths) {
        expectSuccess(program.byPerson(project, with(target, "approve", "--unsigned", path)));
      }
    }
  }

  private static void expectSuccess(Program.Result result) {
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }

  /** A path and a key for each difference, sorted; a path and a kind for one without keys. */
  private List<String> findings(String... target) throws Exception {
    Program.Result result =
        program.guard(project, with(List.of(target), "verify", "--format", "json"));
    assertThat(result.exitCode()).as(result.err()).isLessThan(2);
    TreeSet<String> findings = new TreeSet<>();
    for (JsonNode finding : new ObjectMapper().readTree(result.out()).get("findings")) {
      String path = finding.get("path").asString();
      if (finding.get("keys").isEmpty()) {
        findings.add(path + " " + finding.get("kind").asString());
      }
      for (JsonNode key : finding.get("keys")) {
        findings.add(path + " " + key.get("key").asString());
      }
    }
    return List.copyOf(findings);
  }

  private static String[] with(List<String> last, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(last);
    return all.toArray(new String[0]);
  }

  private void run(String... command) throws IOException, InterruptedException {
    expectSuccess(program.run(project, List.of(command)));
  }
}
