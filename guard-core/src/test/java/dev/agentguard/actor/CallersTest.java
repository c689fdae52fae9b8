package dev.agentguard.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is taken for a person, and who for which agent. */
class CallersTest {

  private static final Agents AGENTS = Agents.of(Catalogue.load().packs(), "/home/u");
  private static final Caller PERSON = new Caller.Person("");

  private final FakeTable table = new FakeTable();

  @Test
  void aPersonInATerminalIsAPerson() {
    table
        .add("gnome-terminal-", "/usr/libexec/gnome-terminal-server", List.of("gnome-terminal"))
        .shell()
        .add("tmux: server", "/usr/bin/tmux", List.of("tmux"))
        .shell();
    assertThat(caller()).isEqualTo(PERSON);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, 2.1.0, /home/u/.local/share/claude/versions/2.1.0",
    "claude-code, 2.1.0, /home/u/.local/share/claude/versions/2.1.0 (deleted)",
    "claude-code, x, /usr/lib/node_modules/@anthropic-ai/claude-code/bin/claude.exe",
    "claude-code, claude, /opt/elsewhere/claude",
    "claude-code, x, /home/u/.vscode/extensions/anthropic.claude-code-2.1/resources/native/claude",
    "codex, codex, /usr/local/bin/codex",
    "codex, codex-linux-san, /usr/local/lib/renamed",
    "cursor, MainThread, /home/u/.local/share/cursor-agent/versions/2026.1/node",
    "amp, amp, /home/u/.amp/bin/amp",
    "goose, goosed, ''",
  })
  void anAgentIsRecognised(String tool, String name, String program) {
    table.shell().add(name, program, List.of(name)).shell().shell();
    assertThat(caller())
        .isInstanceOfSatisfying(
            Caller.Agent.class,
            agent -> {
              assertThat(agent.tool()).isEqualTo(tool);
              assertThat(agent.pid()).isEqualTo(3);
            });
  }

  @Test
  void anInterpreterIsKnownByItsScript() {
    String script = "/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js";
    table.add("node", "/usr/bin/node", List.of("node", "--flag", script)).shell();
    assertThat(caller()).isInstanceOf(Caller.Agent.class);
  }

  @Test
  void anInterpreterIsKnownByWhatItsScriptLeadsTo() {
    String script = "/usr/lib/node_modules/@google/gemini-cli/dist/index.js";
    List<String> line = List.of("node", "/home/u/bin/gemini");
    table.add("node", "/usr/bin/node22", line, List.of(script), Map.of()).shell();
    assertThat(caller()).isInstanceOf(Caller.Agent.class);
  }

  @Test
  void anInterpreterThatNamesItselfIsKnownByTheName() {
    table.add("claude", "/usr/bin/node", List.of("claude")).shell();
    assertThat(caller()).isInstanceOf(Caller.Agent.class);
  }

  @Test
  void aPagerThatShowsAnAgentIsNoAgent() {
    String script = "/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js";
    table.add("vim", "/usr/bin/vim", List.of("vim", script), List.of(script), Map.of()).shell();
    assertThat(caller()).isEqualTo(PERSON);
  }

  @ParameterizedTest
  @CsvSource({
    "agent, /home/u/bin/agent, ./agent", // A person's own program.
    "claude, /usr/bin/bash, /bin/bash", // A wrapper.
    "agent, /usr/bin/python3.11, /usr/bin/python3",
    "ssh-agent, /usr/bin/ssh-agent, ssh-agent",
    "language_server, /usr/bin/gopls, gopls",
    "java, /opt/jdk/bin/java, java",
  })
  void aNameThatPeopleUseIsNoSign(String name, String program, String first) {
    table.add(name, program, List.of(first, "/home/u/bin/" + name)).shell();
    assertThat(caller()).isEqualTo(PERSON);
  }

  @Test
  void anEditorsTerminalIsAPersonsWithAWarning() {
    table.add("cursor", "/usr/share/cursor/cursor", List.of("cursor")).shell();
    assertThat(caller(Map.of("CURSOR_TRACE_ID", "x", "TERM_PROGRAM", "vscode")))
        .isEqualTo(new Caller.Person("Cursor"));
  }

  @Test
  void anEditorsAgentMarksItsShells() {
    table.add("cursor", "/usr/share/cursor/cursor", List.of("cursor")).shell();
    assertThat(caller(Map.of("CURSOR_AGENT", "1")))
        .isEqualTo(new Caller.Agent("cursor", "Cursor", 3, "", "CURSOR_AGENT"));
  }

  @Test
  void anAgentInAnEditorsTerminalIsAnAgent() {
    table
        .add("code", "/usr/share/code/code", List.of("code"))
        .shell()
        .add("codex", "/home/u/.local/bin/codex", List.of("codex"))
        .shell();
    assertThat(caller()).isInstanceOf(Caller.Agent.class);
  }

  @Test
  void anEditorCanRunAnAgentsScript() {
    String script = "/home/u/.vscode/x/node_modules/@anthropic-ai/claude-code/cli.js";
    table.add("code", "/usr/share/code/code", List.of("code", script)).shell();
    assertThat(caller()).isInstanceOf(Caller.Agent.class);
  }

  @Test
  void aMarkThatTheCallerDroppedIsStillInItsAncestors() {
    table
        .add("odd", "/opt/odd", List.of("odd"))
        .add("bash", "/usr/bin/bash", List.of("bash"), List.of(), Map.of("CLAUDECODE", "1"))
        .add("env", "/usr/bin/env", List.of("env", "-u", "CLAUDECODE", "guard"));
    assertThat(caller())
        .isEqualTo(
            new Caller.Agent("claude-code", "Claude Code", 3, "/usr/bin/bash", "CLAUDECODE"));
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT, amp, true",
    "AGENT, smith, false",
    "CLAUDECODE, 1, true",
    "CLAUDECODE, '', false",
    "CLAUDECODE, 0, false",
    "COPILOT_MODEL, x, false",
    "Q_TERM, 1, false",
    "ZED_TERM, true, false",
    "AI_AGENT, x, true",
  })
  void variablesOfAgentsAreSigns(String name, String value, boolean agent) {
    table.shell();
    assertThat(caller(Map.of(name, value)) instanceof Caller.Agent).isEqualTo(agent);
  }

  @Test
  void aVariableOfSeveralAgentsNamesNone() {
    table.shell();
    assertThat(caller(Map.of("AI_AGENT", "1")))
        .isEqualTo(new Caller.Agent("", "an agent", 2, "", "AI_AGENT"));
  }

  @Test
  void whatTheCallerItselfRunsDoesNotCount() {
    table.shell().add("java", "/opt/idea/jbr/bin/java", List.of("java"));
    assertThat(caller()).isEqualTo(PERSON);
  }

  @Test
  void aHiddenAncestorIsUnknownAndNoPerson() {
    table.add("sudo", "", List.of()).shell().shell().hide(2);
    assertThat(caller()).isEqualTo(new Caller.Unknown("process 2 above it cannot be looked at"));
  }

  @Test
  void anAgentBelowAHiddenAncestorIsAnAgent() {
    table.add("sudo", "", List.of()).add("codex", "/x/codex", List.of()).shell().hide(2);
    assertThat(caller()).isInstanceOf(Caller.Agent.class);
  }

  @Test
  void aNumberThatWasUsedAgainIsUnknown() {
    table.shell().shell();
    table.put(new RunningProcess(2, 1, 99, "other", "/x", List.of(), List.of(), Map.of()));
    assertThat(caller()).isInstanceOf(Caller.Unknown.class);
  }

  @Test
  void aParentThatEndsMeanwhileIsFollowedByTheNext() {
    table.shell().shell();
    RunningProcess before = table.find(3).orElseThrow();
    RunningProcess after =
        new RunningProcess(
            3, 1, 3, before.name(), before.program(), List.of(), List.of(), Map.of());
    int[] looks = {0};
    ProcessTable changing =
        pid -> {
          if (pid == 3 && looks[0]++ == 1) {
            table.put(after);
            table.hide(2);
          }
          return table.find(pid);
        };
    assertThat(new Callers(new ProcessTree(changing), AGENTS).of(3, Map.of())).isEqualTo(PERSON);
  }

  @Test
  void processesInACircleEnd() {
    table.put(new RunningProcess(1, 1, 1, "x", "/x", List.of(), List.of(), Map.of()));
    assertThat(caller()).isInstanceOf(Caller.Unknown.class);
  }

  @Test
  void theDescriptionSaysWhatShowsTheAgent() {
    assertThat(new Caller.Agent("a", "A", 3, "/x", "").description())
        .isEqualTo("A (process 3, /x)");
    assertThat(new Caller.Agent("a", "A", 3, "", "").description()).isEqualTo("A (process 3)");
    assertThat(new Caller.Agent("a", "A", 3, "/x", "V").description())
        .isEqualTo("A (its variable V is set in process 3)");
  }

  private Caller caller() {
    return caller(Map.of());
  }

  private Caller caller(Map<String, String> environment) {
    return new Callers(new ProcessTree(table), AGENTS).of(table.last(), environment);
  }
}
