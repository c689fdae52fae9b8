package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal that the other tests type at. */
class PseudoTerminalTest {

  private static final String ANCESTORS =
      "p=$$; while [ \"$p\" -gt 1 ]; do echo \"ancestor $p.\";"
          + " while read key value; do [ $key = PPid: ] && parent=$value; done < /proc/$p/status;"
          + " p=$parent; done";

  @TempDir private Path scratch = Path.of("unset");

  @Test
  void answersAreTypedWhenTheirQuestionsAppear() throws Exception {
    PseudoTerminal.Result result =
        terminal()
            .answer("name?", "o'neil")
            .answer("sure?", "yes")
            .run(
                scratch,
                shell(
                    "printf 'name? '; read a; printf 'sure? '; read b; echo \"<$a $b>\"; exit 3"));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.screen()).contains("<o'neil yes>");
  }

  @Test
  void theCommandHasATerminalOfItsOwn() throws Exception {
    String line = "[ -t 0 ] && [ -t 1 ] && echo streams; echo device > /dev/tty";
    assertThat(terminal().run(scratch, shell(line)).screen()).contains("streams", "device");
  }

  @Test
  void withoutATerminalThereIsNone() throws Exception {
    String line = "[ -t 0 ] || echo nothing; (: > /dev/tty) 2>/dev/null || echo no device; exit 4";
    PseudoTerminal.Result result = terminal().runWithoutTerminal(scratch, shell(line));
    assertThat(result).isEqualTo(new PseudoTerminal.Result(4, "nothing\nno device\n"));
  }

  @Test
  void theCommandDoesNotDescendFromTheTests() throws Exception {
    String screen = terminal().run(scratch, shell(ANCESTORS)).screen();
    assertThat(screen).contains("ancestor ");
    assertThat(screen).doesNotContain("ancestor " + ProcessHandle.current().pid() + ".");
  }

  @Test
  void theCommandHasOnlyTheGivenEnvironment() throws Exception {
    String screen = terminal().run(scratch, List.of("/usr/bin/env")).screen();
    assertThat(screen).contains("GIVEN=1").doesNotContain("MAVEN", "CLAUDE", "JAVA");
  }

  @Test
  void aKeyCanBePressed() throws Exception {
    PseudoTerminal.Result result =
        terminal()
            .press("waiting", "\u0003")
            .run(scratch, shell("trap 'echo interrupted; exit 5' INT; echo waiting; sleep 60"));
    assertThat(result.screen()).contains("interrupted");
    assertThat(result.exitCode()).isEqualTo(5);
  }

  @Test
  void theAgentStaysBetweenTheTerminalAndTheCommand() throws Exception {
    FakeAgent agent = new FakeAgent(scratch);
    String screen =
        terminal()
            .run(scratch, agent.starting(shell("readlink /proc/$PPID/exe; echo \"$0\"")))
            .screen();
    Path expected = scratch.toRealPath().resolve("node_modules/@anthropic-ai/claude-code");
    assertThat(Files.isDirectory(expected)).isTrue();
    assertThat(screen).contains(expected + "/bin/claude.exe");
  }

  private PseudoTerminal terminal() {
    return new PseudoTerminal(
        scratch, Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "GIVEN", "1"));
  }

  private static List<String> shell(String line) {
    return List.of("/bin/sh", "-c", line);
  }
}
