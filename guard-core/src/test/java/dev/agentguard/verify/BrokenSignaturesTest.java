package dev.agentguard.verify;

import static dev.agentguard.verify.Team.ALICE;
import static dev.agentguard.verify.Team.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks with files that are no approvals and no signatures: one problem each, never "clean". */
@Timeout(120)
class BrokenSignaturesTest {

  private final Team team;
  private final Path approval;
  private final Path signature;

  BrokenSignaturesTest(@TempDir Path directory) throws Exception {
    team = Team.of(directory);
    team.scene.write("workspace/CLAUDE.md", "# Other rules\n");
    team.accept(team.signer("alice", ALICE), NOW, "CLAUDE.md");
    approval = team.approval(2);
    signature = Team.signature(approval);
  }

  @Test
  void theSameFilesWhole() throws Exception {
    team.assertAccepted();
  }

  /** One problem, which names the file that is broken, in one line. */
  private void assertProblem(Team.Mode mode, String message) throws Exception {
    Report report = team.judge(mode);
    assertThat(report.exitCode()).as("%s", mode).isEqualTo(2);
    assertThat(report.problems()).as("%s", mode).hasSize(1);
    Problem problem = report.problems().get(0);
    assertThat(problem.path()).startsWith(".guard/approvals/" + Team.name(approval));
    assertThat(problem.reason()).contains(message).doesNotContain("\n", "\u001b");
  }

  private void assertProblem(String message) throws Exception {
    for (Team.Mode mode : Team.Mode.values()) {
      assertProblem(mode, message);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 18, 40, 60, 130, 200, 260})
  void aTruncatedApproval(int length) throws Exception {
    Files.write(approval, Arrays.copyOf(Files.readAllBytes(approval), length));
    assertProblem(Team.name(approval) + ":");
  }

  @Test
  void anApprovalWithoutItsLastByte() throws Exception {
    byte[] bytes = Files.readAllBytes(approval);
    Files.write(approval, Arrays.copyOf(bytes, bytes.length - 1));
    assertProblem(Team.name(approval) + ":");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 60, 150, 290})
  void aTruncatedSignature(int length) throws Exception {
    Files.write(signature, Arrays.copyOf(Files.readAllBytes(signature), length));
    assertProblem(Team.name(signature) + ":");
  }

  @Test
  void aSignatureWithTerminalControls() throws Exception {
    Files.writeString(signature, "\u001b[2J\u001b]0;clean\u0007\n\n\u202eneila");
    assertProblem(Team.name(signature) + ":");
  }

  @Test
  void twoSignaturesInOneFile() throws Exception {
    String text = Files.readString(signature);
    Files.writeString(signature, text + text);
    assertProblem(Team.name(signature) + ":");
  }

  @Test
  void aSignatureThatIsALink() throws Exception {
    Path elsewhere = team.workspace.resolve("signature.txt");
    Files.move(signature, elsewhere);
    Files.createSymbolicLink(signature, Path.of("../../signature.txt"));
    assertProblem(Team.name(signature) + ": expected a regular file, found a symbolic link");
  }

  @Test
  void aSignatureThatIsADirectory() throws Exception {
    Files.delete(signature);
    Files.createDirectory(signature);
    Files.writeString(signature.resolve("x"), "x");
    assertProblem(Team.name(signature) + ": expected a regular file, found a directory");
  }

  private static void makeFifo(Path path) throws Exception {
    Process process = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** Git has no FIFOs, so this is about files alone. */
  @Test
  void aSignatureThatIsAFifo() throws Exception {
    Files.delete(signature);
    makeFifo(signature);
    assertProblem(Team.Mode.DISK, Team.name(signature) + ": expected a regular file, found");
  }

  @Test
  void aGiantSignature() throws Exception {
    Files.write(signature, new byte[8 << 20]);
    assertProblem(Team.name(signature) + ": expected at most 65536 bytes, found 8388608 bytes");
  }

  @Test
  void signaturesWithoutTheirApprovalsAcceptNothing() throws Exception {
    Path alone = signature.resolveSibling("000009-aaaaaaaa.approval.sig");
    Files.copy(signature, alone);
    team.assertAccepted();
    team.scene.write("workspace/CLAUDE.md", "# Evil rules\n");
    team.assertRefused(1, "CLAUDE.md");
  }

  @Test
  void aLinkWithTheNameOfASignatureWithoutItsApproval() throws Exception {
    Path alone = signature.resolveSibling("000009-aaaaaaaa.approval.sig");
    Files.createSymbolicLink(alone, Path.of("/dev/zero"));
    team.assertRefused(2, Team.name(alone) + ": expected a regular file, found a symbolic link");
  }

  @ParameterizedTest
  @ValueSource(strings = {".SIG", ".sig.sig", ".sig~", ".sig ", ".asc"})
  void anotherNameForASignature(String suffix) throws Exception {
    Files.copy(signature, approval.resolveSibling(Team.name(approval) + suffix));
    assertProblem("expected a name like 000007-abcdefgh.approval here");
  }
}
