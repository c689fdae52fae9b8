package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, as people start it. */
final class ProgramIT {

  private final Path scratch;
  private final Program program;
  private final Path project;

  ProgramIT(@TempDir Path scratch) throws IOException {
    this.scratch = scratch;
    this.program = new Program(scratch);
    this.project = Files.createDirectory(scratch.resolve("project"));
  }

  @Test
  void tells_its_version() throws Exception {
    Program.Result result = program.guard(project, "--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("guard ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void the_demo_finds_its_attacks_quickly_and_leaves_nothing_behind() throws Exception {
    Instant start = Instant.now();
    Program.Result result = program.guard(project, "demo");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("attacks were found");
    assertThat(below(scratch)).containsExactlyInAnyOrder("home", "project", "tmp");
  }

  @Test
  void the_exit_code_of_verify_says_what_was_found() throws Exception {
    Files.writeString(project.resolve("CLAUDE.md"), "Be kind.\n");

    assertThat(program.guard(project, "verify").exitCode()).isEqualTo(2);
    assertThat(program.byPerson(project, "init", "--unsigned").exitCode()).isZero();
    assertThat(program.guard(project, "verify").exitCode()).isZero();

    Files.writeString(project.resolve(".mcp.json"), "{\"mcpServers\":{}}\n");
    Program.Result changed = program.guard(project, "verify");
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out()).contains(".mcp.json");
    assertThat(program.guard(project, "verify", "--nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void starts_through_a_link_and_from_any_directory() throws Exception {
    Path link = scratch.resolve("linked");
    Files.createSymbolicLink(link, Path.of(System.getProperty("guard.program", "")));

    Program.Result result = program.run(project, List.of(link.toString(), "--version"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void runs_no_code_that_variables_of_java_name() throws Exception {
    program.with("JAVA_TOOL_OPTIONS", "-version").with("_JAVA_OPTIONS", "-version");

    assertThat(program.guard(project, "--version").out()).startsWith("guard ");
  }

  @Test
  void runs_no_java_of_the_repository() throws Exception {
    Path bin = Files.createDirectories(project.resolve("node_modules/.bin"));
    Path home = Files.createDirectories(project.resolve("jdk/bin"));
    for (Path planted : List.of(bin.resolve("java"), home.resolve("java"))) {
      Files.writeString(planted, "#!/bin/sh\necho planted\n");
      assertThat(planted.toFile().setExecutable(true)).isTrue();
    }
    String usual = program.environment().getOrDefault("PATH", "");
    for (String path : List.of(bin + ":" + usual, "node_modules/.bin:" + usual)) {
      program.with("PATH", path).with("JAVA_HOME", project.resolve("jdk").toString());
      assertThat(program.guard(project, "--version").out())
          .as("control: without a repository around, they are like any other")
          .startsWith("planted");
    }
    Files.createDirectory(project.resolve(".git"));
    Path below = Files.createDirectories(project.resolve("src/main"));
    for (String path : List.of(bin + ":" + usual, "node_modules/.bin:" + usual)) {
      program.with("PATH", path);
      assertThat(program.guard(project, "--version").out()).startsWith("guard ");
      assertThat(program.guard(below, "--version").out()).startsWith("guard ");
    }
  }

  private static List<String> below(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files.skip(1).forEach(file -> names.add(directory.relativize(file).toString()));
    }
    return names;
  }
}
