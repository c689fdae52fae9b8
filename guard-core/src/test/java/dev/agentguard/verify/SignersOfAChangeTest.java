package dev.agentguard.verify;

import static dev.agentguard.verify.Team.ALICE;
import static dev.agentguard.verify.Team.BOB;
import static dev.agentguard.verify.Team.EVE;
import static dev.agentguard.verify.Team.NOW;

import dev.agentguard.baseline.ApprovalSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the list of signers: whoever changes it in a change is not trusted because of it. */
class SignersOfAChangeTest {

  private static final String SIGNERS = "workspace/.guard/allowed_signers";
  private static final Instant LAST_YEAR = Instant.parse("2025-11-23T10:00:00Z");

  private final Team team;
  private String alice = "";
  private String eve = "";

  SignersOfAChangeTest(@TempDir Path directory) throws Exception {
    team =
        Team.with(
            directory,
            keygen -> {
              alice = Team.line(ALICE, "", keygen.generate("alice", "-t", "ed25519"));
              eve = Team.line(EVE, "", keygen.generate("eve", "-t", "ed25519"));
              return alice
                  + Team.line(
                      BOB, ",valid-before=\"20260101Z\"", keygen.generate("bob", "-t", "ed25519"))
                  + Team.line(
                      "carol@example.com",
                      ",valid-after=\"20270101Z\"",
                      keygen.generate("carol", "-t", "ed25519"));
            });
  }

  private ApprovalSigner eve() {
    return team.signer("eve", EVE);
  }

  private void changeRules() throws Exception {
    team.scene.write("workspace/CLAUDE.md", "# Other rules\n");
  }

  @Test
  void aSignerAddedInTheSameChange() throws Exception {
    Path signers = team.scene.file(SIGNERS);
    String before = Files.readString(signers);
    Files.writeString(signers, before + eve);
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md", ".guard/allowed_signers");
    team.assertRefused(1, "does not list", "loosened HIGH .guard/allowed_signers", "CLAUDE.md");

    // Once a trusted signer has let Eve in, and that was reviewed, her next change counts.
    team.startOver();
    Files.writeString(signers, before + eve);
    team.accept(team.signer("alice", ALICE), NOW, ".guard/allowed_signers");
    team.assertAccepted();
    team.merge();
    team.trust(before + eve);
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md");
    team.assertAccepted();
  }

  /** Also in two commits of one change: the base is the branch, not the commit before. */
  @Test
  void aSignerAddedInAnEarlierCommitOfTheSameChange() throws Exception {
    Path signers = team.scene.file(SIGNERS);
    Files.writeString(signers, Files.readString(signers) + eve);
    team.accept(team.signer("alice", ALICE), NOW, ".guard/allowed_signers");
    team.commit("Eve");
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md");
    team.assertRefused(1, "does not list", "CLAUDE.md");
  }

  @Test
  void theSignersReplaced() throws Exception {
    Files.writeString(team.scene.file(SIGNERS), eve);
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md", ".guard/allowed_signers");
    team.assertRefused(1, "does not list", "loosened HIGH .guard/allowed_signers", "CLAUDE.md");
  }

  @Test
  void theSignersDeleted() throws Exception {
    Files.delete(team.scene.file(SIGNERS));
    changeRules();
    team.accept(ApprovalSigner.unsigned(ALICE), NOW, "CLAUDE.md", ".guard/allowed_signers");
    team.assertRefused(
        1, "nobody has signed it", "removed HIGH .guard/allowed_signers", "CLAUDE.md");
  }

  @Test
  void theSignersReplacedByALink() throws Exception {
    Files.delete(team.scene.file(SIGNERS));
    team.scene.write("workspace/mine", eve);
    Files.createSymbolicLink(team.scene.file(SIGNERS), Path.of("../mine"));
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md", ".guard/allowed_signers");
    team.assertRefused(1, "does not list", "link", ".guard/allowed_signers", "CLAUDE.md");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".guard/Allowed_Signers",
        ".GUARD/allowed_signers",
        "nested/.guard/allowed_signers"
      })
  void theSignersUnderAnotherSpelling(String name) throws Exception {
    team.scene.write("workspace/" + name, eve);
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md");
    team.assertRefused(1, "does not list", name, "CLAUDE.md");
  }

  /** A whole second baseline in capitals is the first one's on disks that ignore case. */
  @Test
  void approvalsUnderAnotherSpelling() throws Exception {
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md");
    Path approval = team.approval(2);
    Path other = Files.createDirectories(team.workspace.resolve(".GUARD/approvals"));
    Files.move(Team.signature(approval), other.resolve(Team.name(approval) + ".sig"));
    Files.move(approval, other.resolve(Team.name(approval)));
    team.assertRefused(1, "changed", "CLAUDE.md");
  }

  @Test
  void aKeyThatHasExpired() throws Exception {
    changeRules();
    team.accept(team.signer("bob", BOB), NOW, "CLAUDE.md");
    team.assertRefused(1, "only until 2026-01-01T00:00:00Z", "CLAUDE.md");
  }

  /**
   * A signature has no time of its own. Where the approval lies for ever, in a work tree, the time
   * that it states is all that there is; in a change it is new, and the key must be valid now.
   */
  @Test
  void anApprovalThatAnExpiredKeyDatesBack() throws Exception {
    changeRules();
    team.accept(team.signer("bob", BOB), LAST_YEAR, "CLAUDE.md");
    team.assertAccepted(Team.Mode.DISK);
    team.assertRefused(Team.Mode.STAGED, 1, "only until 2026-01-01T00:00:00Z", "CLAUDE.md");
    team.assertRefused(Team.Mode.BASE, 1, "only until 2026-01-01T00:00:00Z", "CLAUDE.md");
  }

  /** The negative control: what was reviewed while the key was valid stays accepted. */
  @Test
  void anApprovalOfTheBaseByAKeyThatHasExpiredSince() throws Exception {
    changeRules();
    team.accept(team.signer("bob", BOB), LAST_YEAR, "CLAUDE.md");
    team.merge();
    team.assertAccepted();
  }

  @Test
  void aKeyThatIsNotYetValid() throws Exception {
    changeRules();
    team.accept(team.signer("carol", "carol@example.com"), NOW, "CLAUDE.md");
    team.assertRefused(1, "only from 2027-01-01T00:00:00Z on", "CLAUDE.md");
  }

  /** A key that was taken out counts for nothing, and what it accepted must be accepted again. */
  @Test
  void aKeyThatWasRemoved() throws Exception {
    Path signers = team.scene.file(SIGNERS);
    String before = Files.readString(signers);
    Files.writeString(signers, before + eve);
    team.accept(team.signer("alice", ALICE), NOW, ".guard/allowed_signers");
    team.merge();
    team.trust(before + eve);
    changeRules();
    team.accept(eve(), NOW, "CLAUDE.md");
    Path ofEve = team.approval(3);
    team.assertAccepted();
    team.merge();
    Files.writeString(signers, before);
    team.accept(team.signer("alice", ALICE), NOW, ".guard/allowed_signers");
    team.assertAccepted(Team.Mode.BASE);
    team.merge();
    team.trust(before);
    team.assertRefused(1, "does not list", "CLAUDE.md");

    // The way out: the approvals that count for nothing go, and Alice accepts what is there.
    Files.delete(ofEve);
    Files.delete(Team.signature(ofEve));
    team.accept(team.signer("alice", ALICE), NOW, "CLAUDE.md");
    team.assertAccepted();
  }
}
