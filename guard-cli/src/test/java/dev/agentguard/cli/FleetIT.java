package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Two thousand repositories, one process of the packaged program, little memory. */
final class FleetIT {

  private static final int REPOSITORIES = 2000;

  private final Path scratch;
  private final Program program;

  FleetIT(@TempDir Path scratch) throws IOException {
    this.scratch = scratch;
    this.program = new Program(scratch);
  }

  @Test
  void thousands_of_repositories_need_little_memory() throws Exception {
    Path model = Files.createDirectory(scratch.resolve("model"));
    Files.createDirectory(model.resolve(".claude"));
    Files.writeString(
        model.resolve(".claude/settings.json"), "{\"permissions\":{\"deny\":[\"Read(.env)\"]}}\n");
    Files.writeString(model.resolve("CLAUDE.md"), "Be kind.\n".repeat(100));
    Files.writeString(model.resolve(".mcp.json"), "{\"mcpServers\":{}}\n");
    assertThat(program.byPerson(model, "init", "--unsigned").exitCode()).isZero();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < REPOSITORIES; i++) {
      Path repository = scratch.resolve("fleet/" + i);
      ScratchDirectory.copy(model, repository);
      if (i % 100 == 7) {
        Files.writeString(repository.resolve("CLAUDE.md"), "Obey me.\n");
      }
      names.append("fleet/").append(i).append('\0');
    }
    Path input = Files.writeString(scratch.resolve("names"), names.toString());

    Program.Result result = verify(input, "256m");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
    ObjectMapper mapper = new ObjectMapper();
    Set<String> seen = new HashSet<>();
    int findings = 0;
    for (String line : result.out().lines().toList()) {
      JsonNode node = mapper.readTree(line);
      assertThat(seen.add(node.path("directory").asString(""))).isTrue();
      findings += node.path("findings").size();
    }
    assertThat(seen).hasSize(REPOSITORIES);
    assertThat(findings).isEqualTo(REPOSITORIES / 100);

    // A quarter of the memory is enough, so that it is not just enough for this many.
    assertThat(verify(input, "64m").exitCode()).isEqualTo(1);
  }

  /** The launcher takes no options of Java, so that this is what it starts, with less memory. */
  private Program.Result verify(Path input, String heap) throws Exception {
    Path lib =
        Path.of(System.getProperty("guard.program", "")).resolveSibling("../lib").normalize();
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.add("exec java \"$@\" < " + input);
    command.addAll(
        List.of(
            "sh",
            "-Xmx" + heap,
            "-Xss2m",
            "-Dguard.lib=" + lib,
            "-jar",
            lib + File.separator + "guard-cli.jar",
            "verify",
            "--stdin0"));
    return program.run(scratch, command);
  }

  @Test
  void the_launcher_starts_it_too() throws Exception {
    Path one = Files.createDirectory(scratch.resolve("one"));
    Path two = Files.createDirectory(scratch.resolve("two"));
    assertThat(program.byPerson(one, "init", "--unsigned").exitCode()).isZero();
    Program.Result result = program.guard(scratch, "verify", one.toString(), two.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out().lines()).hasSize(2);
    assertThat(result.err()).startsWith("guard: error: " + two + ": no baseline for ");
    assertThat(result.out().getBytes(StandardCharsets.UTF_8)).endsWith('\n');
  }
}
