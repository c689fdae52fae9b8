package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustCommandTest {

  private static final String ALICE =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPlm3BwMrZuREGIXiIsDxNVPcMs3dHOeDmjx2UeIxlYv";
  private static final String FINGERPRINT = "SHA256:7qR22tib1SjaoD6k8HOhZ8zJUrw3WNInuggeRFzqX68";

  private final Path home;
  private final Path workspace;
  private final Path trusted;
  private Capture capture = new Capture();

  TrustCommandTest(@TempDir Path scratch) throws IOException {
    Path real = scratch.toRealPath();
    home = Files.createDirectory(real.resolve("home"));
    workspace = Files.createDirectory(real.resolve("workspace"));
    Files.createDirectory(workspace.resolve(".git"));
    trusted = home.resolve(".config/guard/allowed_signers");
    Files.writeString(workspace.resolve("alice.pub"), ALICE + " alice's laptop\n");
  }

  private int run(People people, String... arguments) {
    capture = new Capture(home, workspace).with(people);
    return Main.run(capture.surroundings(), arguments);
  }

  private int run(String... arguments) {
    return run(FakePeople.answering(Terminal.YES), arguments);
  }

  @Test
  void aKeyIsTrustedForApprovalsOnlyAndOnlyAfterAYes() throws IOException {
    FakePeople hesitant = FakePeople.answering("y");
    assertThat(run(hesitant, "trust", "add", "--signer", "alice@example.com", "alice.pub"))
        .isEqualTo(1);
    assertThat(hesitant.screen()).contains("alice@example.com  ssh-ed25519 " + FINGERPRINT);
    assertThat(trusted).doesNotExist();
    assertThat(run("trust", "add", "--signer", "alice@example.com", "alice.pub")).isZero();
    assertThat(trusted).hasContent("alice@example.com namespaces=\"guard\" " + ALICE);
    assertThat(run("trust", "add", "--signer", "alice@example.com", "alice.pub")).isZero();
    assertThat(capture.out()).isEqualTo("nobody to add: all of these are trusted already\n");
  }

  @Test
  void agentsTrustNobody() {
    FakePeople agent = FakePeople.agent();
    assertThat(run(agent, "trust", "add", "--signer", "alice@example.com", "alice.pub"))
        .isEqualTo(2);
    assertThat(capture.err()).startsWith("guard: error: guard trust add is for people");
    assertThat(trusted).doesNotExist();
  }

  @Test
  void theSignersOfARepositoryCanBeTakenOver() throws IOException {
    Path guard = Files.createDirectory(workspace.resolve(".guard"));
    Files.writeString(
        guard.resolve("allowed_signers"), "# team\nalice@example.com,bob@example.com " + ALICE);
    assertThat(run("trust", "add", ".guard/allowed_signers")).isZero();
    assertThat(trusted).hasContent("alice@example.com,bob@example.com " + ALICE);
  }

  @Test
  void theFileOfTheWorkspaceCanBeChangedAndMustThenBeApproved() {
    assertThat(run("trust", "add", "--workspace", "--signer", "alice@example.com", "alice.pub"))
        .isZero();
    assertThat(workspace.resolve(".guard/allowed_signers"))
        .hasContent("alice@example.com namespaces=\"guard\" " + ALICE);
    assertThat(trusted).doesNotExist();
    assertThat(capture.err()).contains("guard approve .guard/allowed_signers");
  }

  @Test
  void removingLeavesTheRestOfTheFileAndTheFileItself() throws IOException {
    Files.createDirectories(home.resolve(".config/guard"));
    Files.writeString(
        trusted, "# the team\nalice@example.com " + ALICE + "\nbob@example.com " + ALICE + "\n");
    assertThat(run("trust", "remove", "bob@example.com")).isZero();
    assertThat(trusted).hasContent("# the team\nalice@example.com " + ALICE + "\n");
    assertThat(run("trust", "remove", FINGERPRINT)).isZero();
    assertThat(trusted).hasContent("# the team\n");
    assertThat(run("trust", "remove", "mallory@example.com")).isEqualTo(2);
    assertThat(capture.err()).startsWith("guard: error: mallory@example.com is not in " + trusted);
  }

  @Test
  void theListSaysWhoCountsWhere() throws IOException {
    Files.createDirectories(home.resolve(".config/guard"));
    Files.writeString(
        trusted, "a@example.com namespaces=\"guard\",valid-before=\"20300101Z\" " + ALICE + "\n");
    assertThat(run("trust", "list")).isZero();
    assertThat(capture.out())
        .isEqualTo(
            "/etc/guard/allowed_signers: not there\n"
                + trusted
                + "\n  a@example.com  ssh-ed25519 "
                + FINGERPRINT
                + ", for guard, until 2030-01-01T00:00:00Z\n"
                + workspace
                + "/.guard/allowed_signers: not there\n");
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    Files.writeString(workspace.resolve("mallory.pub"), "ssh-ed25519 AAAA\n");
    assertThat(run("trust", "add", "--signer", "m@example.com", "mallory.pub")).isEqualTo(2);
    assertThat(run("trust", "add", "alice.pub")).isEqualTo(2);
    assertThat(run("trust", "add", "--signer", "*", "alice.pub")).isEqualTo(2);
    assertThat(run("trust", "add", "--signer", "m@example.com", "missing.pub")).isEqualTo(2);
    assertThat(run("trust", "add", "missing")).isEqualTo(2);
    assertThat(trusted).doesNotExist();
  }
}
