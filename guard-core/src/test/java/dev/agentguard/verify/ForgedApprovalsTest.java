package dev.agentguard.verify;

import static dev.agentguard.verify.Team.ALICE;
import static dev.agentguard.verify.Team.BOB;
import static dev.agentguard.verify.Team.EVE;
import static dev.agentguard.verify.Team.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.ApprovalSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks with approvals that no trusted signer has signed like this. */
class ForgedApprovalsTest {

  private final Team team;

  /** Bob is trusted, too; Eve has a key and is not. */
  ForgedApprovalsTest(@TempDir Path directory) throws Exception {
    team =
        Team.with(
            directory,
            keygen -> {
              keygen.generate("eve", "-t", "ed25519");
              return Team.line(ALICE, "", keygen.generate("alice", "-t", "ed25519"))
                  + Team.line(BOB, "", keygen.generate("bob", "-t", "ed25519"));
            });
  }

  private Path approve(ApprovalSigner signer, Instant time) throws Exception {
    team.scene.write("workspace/CLAUDE.md", "# Other rules\n");
    team.accept(signer, time, "CLAUDE.md");
    return team.approval(2);
  }

  private Path approve() throws Exception {
    return approve(team.signer("alice", ALICE), NOW);
  }

  /** The negative control of all attacks here: the same change, signed by somebody trusted. */
  @ParameterizedTest
  @CsvSource({ALICE + ",alice", BOB + ",bob"})
  void aChangeThatATrustedSignerHasSigned(String principal, String key) throws Exception {
    approve(team.signer(key, principal), NOW);
    team.assertAccepted();
  }

  @Test
  void anUnsignedApproval() throws Exception {
    approve(ApprovalSigner.unsigned(ALICE), NOW);
    team.assertRefused(1, "nobody has signed it", "changed", "CLAUDE.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "file", "Guard", "guard2"})
  void aSignatureForAnotherNamespace(String namespace) throws Exception {
    approve(team.signer("alice", ALICE, namespace), NOW);
    team.assertRefused(1, "the signature is for the namespace \"" + namespace + "\"", "CLAUDE.md");
  }

  @Test
  void aSignatureByAKeyThatNobodyListed() throws Exception {
    approve(team.signer("eve", EVE), NOW);
    team.assertRefused(1, "does not list", "CLAUDE.md");
  }

  @Test
  void aSignatureByAKeyThatNobodyListedInATrustedName() throws Exception {
    approve(team.signer("eve", ALICE), NOW);
    team.assertRefused(1, "does not list", "CLAUDE.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {ALICE, EVE, "*", "alice@example.com,bob@example.com", "Bob@example.com"})
  void aTrustedKeyUnderAnotherName(String name) throws Exception {
    approve(team.signer("bob", name), NOW);
    team.assertRefused(1, "trusts the key", "not for", "CLAUDE.md");
  }

  /** Alice has signed something else; her signature does not move with the text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "revision 2|revision 3",
        "signer alice@example.com|signer bob@example.com",
        "time 2026-11-23T12:00:00Z|time 2026-11-23T11:59:59Z",
        "reason \"because\"|reason \"because they said so\"",
        "file 100644|file 100755",
        "file 100644|closure 100644",
        "sha256:|sha256:0",
        " CLAUDE.md| GEMINI.md",
      })
  void aChangedLineOfASignedApproval(String before, String after) throws Exception {
    Path approval = approve();
    String text = Files.readString(approval);
    String other = text.replace(before, after);
    if (before.equals("sha256:")) {
      other = text.replaceFirst("sha256:[0-9a-f]", text.contains("sha256:0") ? "sha256:1" : after);
    }
    assertThat(other).isNotEqualTo(text);
    Path file = approval;
    if (before.startsWith("revision")) {
      file = approval.resolveSibling(Team.name(approval).replace("000002", "000003"));
      Files.move(approval, file);
      Files.move(Team.signature(approval), Team.signature(file));
    }
    Files.writeString(file, other);
    team.assertRefused(1, "did not sign these bytes: one or the other was changed", "CLAUDE.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"guard-approval v1|guard-approval v2", "repository |repository 0"})
  void aChangedHeadOfASignedApproval(String before, String after) throws Exception {
    Path approval = approve();
    String text = Files.readString(approval);
    String other = text.replace(before, after);
    if (before.startsWith("repository")) {
      other = text.replaceFirst("repository [0-9a-f]{8}", "repository 01234567");
    }
    Files.writeString(approval, other);
    team.assertRefused(2, Team.name(approval), "CLAUDE.md");
  }

  @Test
  void aLineAddedToASignedApproval() throws Exception {
    Path approval = approve();
    Files.writeString(approval, Files.readString(approval) + "absent zzz\n");
    team.assertRefused(1, "did not sign these bytes", "CLAUDE.md");
  }

  @Test
  void theSignatureOfAnotherApproval() throws Exception {
    Path approval = approve();
    Files.write(Team.signature(approval), Files.readAllBytes(Team.signature(team.approval(1))));
    team.assertRefused(1, "did not sign these bytes", "CLAUDE.md");
  }

  @Test
  void anApprovalOfTheFuture() throws Exception {
    approve(team.signer("alice", ALICE), NOW.plusSeconds(2 * 3600));
    team.assertRefused(1, "it was made in the future", "CLAUDE.md");
  }

  @Test
  void anApprovalByAClockThatIsALittleFastIsNoAttack() throws Exception {
    approve(team.signer("alice", ALICE), NOW.plusSeconds(600));
    team.assertAccepted();
  }

  /** A base that lists nobody: its unsigned approvals count, those of a change do not. */
  @Test
  void anUnsignedApprovalInAChangeWhereNobodyIsTrusted() throws Exception {
    Files.delete(team.workspace.resolve(".guard/allowed_signers"));
    Scene.delete(team.workspace.resolve(".guard/approvals"));
    team.scene.accept(Target.Kind.WORKSPACE);
    team.merge();
    Report base = team.judge(Team.Mode.BASE);
    assertThat(Scene.complaints(base)).isEmpty();
    assertThat(base.signed()).isFalse();
    team.scene.write("workspace/CLAUDE.md", "# Other rules\n");
    team.scene.accept(Target.Kind.WORKSPACE);
    team.assertRefused(
        Team.Mode.BASE, 1, "a change brings it, and nobody has signed it", "CLAUDE.md");
    Path approval = team.approval(2);
    Files.write(
        Team.signature(approval), team.keygen.sign("alice", "guard", Files.readAllBytes(approval)));
    team.assertRefused(Team.Mode.BASE, 2, "nothing says here whose signatures count", "CLAUDE.md");
  }

  /** Without anybody to trust, what is unsigned counts on the disk, and what is signed does not. */
  @Test
  void whereNobodyIsTrusted() throws Exception {
    Path directory = Files.createDirectory(team.workspace.resolveSibling("unsigned"));
    Scene scene = new Scene(directory);
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    scene.accept(Target.Kind.WORKSPACE);
    scene.write("workspace/CLAUDE.md", "# Other rules\n");
    scene.accept(Target.Kind.WORKSPACE);
    assertThat(scene.verify(Target.Kind.WORKSPACE).exitCode()).isZero();
    assertThat(scene.verify(Target.Kind.WORKSPACE).signed()).isFalse();
    Path approval;
    try (var files = Files.list(scene.workspace().resolve(".guard/approvals"))) {
      approval = files.sorted().findFirst().orElseThrow();
    }
    Files.write(
        Team.signature(approval), team.keygen.sign("alice", "guard", Files.readAllBytes(approval)));
    Report report = scene.verify(Target.Kind.WORKSPACE);
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(Scene.complaints(report)).contains("nothing says here whose signatures count");
  }
}
