package dev.agentguard.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.surface.Catalogue;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes below a shell's copy. The tests may themselves be run by an agent, so what is
 * compared is the nearest agent.
 */
class RealProcessesTest {

  private static final Path PROC = Path.of("/proc");

  @TempDir private Path scratch = Path.of("unset");

  @Test
  void aChildOfAnAgentsProgramIsTheAgents() throws Exception {
    String agent = "node_modules/@anthropic-ai/claude-code/bin/claude.exe";
    try (Child child = new Child(copyOfShell(agent))) {
      assertThat(child.caller())
          .isEqualTo(
              new Caller.Agent(
                  "claude-code",
                  "Claude Code",
                  child.shell.pid(),
                  scratch.toRealPath().resolve(agent).toString(),
                  ""));
    }
  }

  @Test
  void aProgramThatWasUpdatedMeanwhileIsStillTheAgents() throws Exception {
    Path program = copyOfShell("node_modules/@anthropic-ai/claude-code/bin/claude.exe");
    try (Child child = new Child(program)) {
      Files.delete(program);
      assertThat(nearest(child.caller())).isEqualTo(child.shell.pid());
    }
  }

  @Test
  void aChildOfTheSameShellUnderAnotherNameIsNot() throws Exception {
    try (Child child = new Child(copyOfShell("node_modules/@example/some-tool/bin/tool.exe"))) {
      assertThat(nearest(child.caller())).isNotEqualTo(child.shell.pid());
    }
  }

  private static long nearest(Caller caller) {
    return caller instanceof Caller.Agent agent ? agent.pid() : -1;
  }

  private Path copyOfShell(String place) throws Exception {
    assumeTrue(Files.exists(PROC.resolve("self/stat")), "the system has no /proc");
    Path program = scratch.resolve(place);
    Files.createDirectories(program.getParent());
    return Files.copy(Path.of("/bin/sh").toRealPath(), program);
  }

  /** A shell whose child waits. */
  private static final class Child implements AutoCloseable {

    private final Process shell;
    private final long pid;

    Child(Path program) throws Exception {
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "-c", "sleep 60 & echo $!; wait");
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/bin:/bin");
      shell = builder.start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
      pid = Long.parseLong(String.valueOf(out.readLine()));
    }

    Caller caller() {
      Agents agents = Agents.of(Catalogue.load().packs(), "/home/nobody-of-this-name");
      return new Callers(new ProcessTree(ProcessTable.ofSystem(PROC)), agents).of(pid, Map.of());
    }

    @Override
    public void close() {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }
}
