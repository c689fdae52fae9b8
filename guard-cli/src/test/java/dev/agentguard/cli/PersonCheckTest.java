package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentguard.actor.Caller;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may approve, and what the others read. */
class PersonCheckTest {

  private final Capture capture = new Capture();
  private final List<String> opened = new ArrayList<>();

  @Test
  void aPersonGetsTheirTerminal() {
    assertThat(check(new Caller.Person("")).require("guard approve", "approving")).isNotNull();
    assertThat(opened).containsExactly("approving");
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void aPersonInAnEditorIsTold() {
    check(new Caller.Person("Cursor")).require("guard approve", "approving");
    assertThat(capture.err())
        .isEqualTo(
            "guard: hint: an agent in Cursor can type in its terminals, too;"
                + " one outside it is safer\n");
  }

  @Test
  void anAgentIsRefusedByName() {
    UsageException e =
        refused(new Caller.Agent("claude-code", "Claude Code", 123, "/x/claude", ""));
    assertThat(e.message())
        .isEqualTo(
            "guard approve is for people: Claude Code (process 123, /x/claude) started this"
                + " command");
    assertThat(e.hint()).isEqualTo("run it yourself in a terminal of your own");
  }

  @Test
  void aVariableOfAnAgentIsNamed() {
    UsageException e = refused(new Caller.Agent("cursor", "Cursor", 7, "", "CURSOR_AGENT"));
    assertThat(e.message()).contains("Cursor (its variable CURSOR_AGENT is set in process 7)");
    assertThat(e.hint()).contains("CURSOR_AGENT is not set");
  }

  @Test
  void whoCannotBeSeenIsRefused() {
    assertThat(refused(new Caller.Unknown("process 2 above it cannot be looked at")).message())
        .contains("cannot be seen: process 2 above it");
  }

  private UsageException refused(Caller caller) {
    UsageException e =
        catchThrowableOfType(
            UsageException.class, () -> check(caller).require("guard approve", "approving"));
    assertThat(opened).isEmpty();
    return e;
  }

  private PersonCheck check(Caller caller) {
    return new PersonCheck(
        capture.surroundings(),
        () -> caller,
        purpose -> {
          opened.add(purpose);
          return new FakeTerminal();
        });
  }
}
