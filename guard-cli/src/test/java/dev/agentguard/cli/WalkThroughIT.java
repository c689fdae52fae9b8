package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/ci.md}, command by command, with real git repositories and the packaged program:
 * Ada's machine, and another that has nothing but the commits.
 */
final class WalkThroughIT {

  private static final Path PAGE = CiTemplates.ROOT.resolve("docs/ci.md");

  private final Path scratch;
  private final Path project;
  private final Program ada;
  private final Program ci;

  WalkThroughIT(@TempDir Path directory) throws IOException {
    scratch = directory.toRealPath();
    project = scratch.resolve("project");
    ada = machine("ada");
    ci = machine("ci-machine");
  }

  private Program machine(String name) throws IOException {
    Path place = Files.createDirectory(scratch.resolve(name));
    Path config = place.resolve("gitconfig");
    Files.writeString(config, "[user]\n\tname = Ada\n\temail = ada@example.com\n");
    Path guard = Path.of(System.getProperty("guard.program", ""));
    return new Program(place)
        .withPrograms(guard.resolveSibling(""))
        .with("USER", "ada")
        .with("GIT_CONFIG_GLOBAL", config.toString())
        .with("GIT_CONFIG_NOSYSTEM", "1");
  }

  @BeforeEach
  void theTeamHasARepository() throws Exception {
    run(scratch, "git init -q --bare -b main project.git && git clone -q project.git project");
    Files.writeString(project.resolve("CLAUDE.md"), "Be kind.\n");
    Files.writeString(project.resolve(".mcp.json"), "{\"mcpServers\": {}}\n");
    Files.writeString(project.resolve("app.txt"), "1\n");
    run(project, "git checkout -q -b main; git add -A && git commit -q -m Start");
    run(project, "git push -q origin main && git remote set-head origin main");
  }

  private void run(Path directory, String line) throws Exception {
    Program.Result result = ada.run(directory, List.of("bash", "-c", line));
    assertThat(result.exitCode()).as("%s: %s", line, result.err()).isZero();
  }

  @Test
  void the_story_holds() throws Exception {
    Path keys = Files.createDirectory(ada.home().resolve(".ssh"));
    run(project, "ssh-keygen -q -t ed25519 -N '' -C ada@example.com -f " + keys + "/id_ed25519");

    tell();

    assertThat(project.resolve(".guard/allowed_signers")).isRegularFile();
  }

  private void tell() throws Exception {
    Path directory = project;
    int last = 0;
    List<WalkThrough.Command> commands = WalkThrough.of(PAGE);
    assertThat(commands).hasSizeGreaterThan(25);
    for (WalkThrough.Command command : commands) {
      String line = command.line();
      String shown = "";
      if (line.startsWith("cd ")) {
        directory = directory.resolve(line.substring(3)).normalize();
      } else if (line.startsWith("guard init") || line.startsWith("guard approve")) {
        shown = accept(directory, line);
        last = 0;
      } else {
        Program machine = directory.equals(project) ? ada : ci;
        Program.Result result =
            machine.run(
                directory, List.of("bash", "-c", "exec 2>&1; (exit " + last + "); " + line));
        last = result.exitCode();
        shown = result.out();
        boolean mayDiffer = line.startsWith("guard verify") || line.startsWith("guard diff");
        assertThat(last == 0 || mayDiffer).as("%s: %s", line, shown).isTrue();
      }
      String readable = shown.replace(scratch.toString(), "/home/ada");
      assertThat(command.shows(readable))
          .as("%s shows%n%s%nand the page has%n%s", line, readable, command.shown())
          .isTrue();
    }
  }

  /** Ada accepts at her terminal, with her key. */
  private String accept(Path directory, String line) throws Exception {
    PseudoTerminal.Result result =
        new PseudoTerminal(scratch, ada.environment())
            .answer("(yes/no)", "yes")
            .answer("(yes/no)", "yes")
            .run(directory, List.of("/bin/bash", "-c", line));
    assertThat(result.exitCode()).as("%s: %s", line, result.screen()).isZero();
    return result.screen();
  }
}
