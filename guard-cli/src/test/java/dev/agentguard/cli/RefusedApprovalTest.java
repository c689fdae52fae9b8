package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals that nobody gave: nothing is written, anywhere. */
class RefusedApprovalTest {

  private final SignedWorkspace scene;

  RefusedApprovalTest(@TempDir Path directory) throws Exception {
    scene = new SignedWorkspace(directory);
  }

  private void assertNothingWritten(int exitCode, String said, People people, String... arguments)
      throws Exception {
    Map<String, String> before = DiskState.of(scene.base);
    assertThat(scene.guard(people, arguments)).as(scene.err()).isEqualTo(exitCode);
    assertThat(scene.err()).contains(said);
    assertThat(DiskState.of(scene.base)).isEqualTo(before);
  }

  /** Ada has a baseline, and there is a change that she has not looked at. */
  private void changeSomething() throws Exception {
    scene.init();
    scene.write("CLAUDE.md", "# Other rules\n");
    assertThat(scene.guard("verify")).isEqualTo(1);
  }

  /** The negative control: the same change, and Ada says yes. */
  @Test
  void aPersonWhoSaysYes() throws Exception {
    changeSomething();
    assertThat(scene.guard("approve", "CLAUDE.md")).as(scene.err()).isZero();
    assertThat(scene.guard("verify")).as(scene.out()).isZero();
    assertThat(scene.out()).doesNotContain("not signed");
  }

  @Test
  void anAgentApproves() throws Exception {
    changeSomething();
    assertNothingWritten(2, "guard approve is for people", FakePeople.agent(), "approve", ".");
    assertNothingWritten(
        2, "guard approve is for people", FakePeople.agent(), "approve", "--unsigned", ".");
  }

  @Test
  void anAgentMakesTheBaseline() throws Exception {
    assertNothingWritten(2, "guard init is for people", FakePeople.agent(), "init");
    assertNothingWritten(2, "guard init is for people", FakePeople.agent(), "init", "--unsigned");
  }

  /** That the real terminal refuses like this is a test of SigningIT. */
  @Test
  void nobodyIsAtATerminal() throws Exception {
    People nobody =
        new People() {
          @Override
          public Terminal require(
              Surroundings surroundings, Catalogue catalogue, String command, String purpose) {
            throw new UsageException(purpose + " needs a terminal");
          }

          @Override
          public void refuseAgents(Surroundings surroundings, Catalogue all, String command) {}
        };
    assertNothingWritten(2, "signing needs a terminal", nobody, "init");
    changeSomething();
    assertNothingWritten(2, "approving needs a terminal", nobody, "approve", ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "y", "YES", "Yes", "yes!", "yes yes", "", "true", "1", "ja"})
  void anAnswerOtherThanYes(String answer) throws Exception {
    assertNothingWritten(2, "nothing was changed", FakePeople.answering(answer), "init");
    changeSomething();
    assertNothingWritten(
        1, "nothing was accepted", FakePeople.answering(answer), "approve", "CLAUDE.md");
  }

  /** They trust their key on this machine, which they were asked first, and accept nothing. */
  @Test
  void aPersonWhoTrustsTheKeyAndDoesNotAcceptTheFiles() throws Exception {
    Map<String, String> before = DiskState.of(scene.workspace);
    assertThat(scene.guard(FakePeople.answering("yes", "no"), "init")).isEqualTo(1);
    assertThat(DiskState.of(scene.workspace)).isEqualTo(before);
    assertThat(scene.trusted()).isRegularFile();
  }

  /** A terminal at which something else happens before the person has answered. */
  private static final class Interference implements People, Terminal {
    private final Path file;
    private final String text;

    Interference(Path file, String text) {
      this.file = file;
      this.text = text;
    }

    @Override
    public Terminal require(
        Surroundings surroundings, Catalogue catalogue, String command, String purpose) {
      return this;
    }

    @Override
    public void refuseAgents(Surroundings surroundings, Catalogue catalogue, String command) {}

    @Override
    public void show(String shown) {}

    @Override
    public boolean confirm(String question) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    }

    @Override
    public char[] passphrase(String prompt) {
      return new char[0];
    }

    @Override
    public void close() {}
  }

  @Test
  void aFileThatChangesBetweenShowingAndSigning() throws Exception {
    changeSomething();
    Map<String, String> approvals = DiskState.of(scene.workspace.resolve(".guard"));
    Path file = scene.workspace.resolve("CLAUDE.md");
    assertThat(scene.guard(new Interference(file, "# Evil\n"), "approve", "CLAUDE.md"))
        .isEqualTo(2);
    assertThat(scene.err()).contains("CLAUDE.md", "changed while it was being looked at");
    assertThat(DiskState.of(scene.workspace.resolve(".guard"))).isEqualTo(approvals);
    assertThat(scene.guard("verify")).isEqualTo(1);
  }

  /** Written again with what it was: the same bytes were shown and are accepted. */
  @Test
  void aFileThatIsTheSameAgainIsNoAttack() throws Exception {
    changeSomething();
    Path file = scene.workspace.resolve("CLAUDE.md");
    assertThat(scene.guard(new Interference(file, "# Other rules\n"), "approve", "CLAUDE.md"))
        .as(scene.err())
        .isZero();
    assertThat(scene.guard("verify")).isZero();
  }

  @Test
  void anUnsignedApprovalWhereSignersAreKnown() throws Exception {
    changeSomething();
    assertNothingWritten(
        2,
        "an approval without a signature does not count here",
        FakePeople.answering("yes"),
        "approve",
        "--unsigned",
        "CLAUDE.md");
  }

  @Test
  void anUnsignedBaselineWhereSignersAreKnown() throws Exception {
    scene.init();
    ScratchDirectory.delete(scene.workspace.resolve(".guard"));
    assertNothingWritten(
        2,
        "an approval without a signature does not count here",
        FakePeople.answering("yes"),
        "init",
        "--unsigned");
  }

  /** There is no revision after the last; that is said, and nothing is written. */
  @Test
  void theLastRevisionOfAll() throws Exception {
    assertThat(scene.guard("init", "--unsigned")).isZero();
    Path approvals = scene.workspace.resolve(".guard/approvals");
    Path first;
    try (var files = Files.list(approvals)) {
      first = files.findFirst().orElseThrow();
    }
    Files.writeString(
        approvals.resolve("999999999-aaaaaaaa.approval"),
        Files.readString(first).replace("revision 1\n", "revision 999999999\n"));
    scene.write("CLAUDE.md", "# Other rules\n");
    assertNothingWritten(
        2, "revision", FakePeople.answering("yes"), "approve", "--unsigned", "CLAUDE.md");
    assertThat(scene.err()).doesNotContain("internal error");
  }
}
