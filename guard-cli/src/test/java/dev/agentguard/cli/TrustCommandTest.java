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
        guard.resolve("allowed_signers"),
        "# team\nalice@example.com,bob@example.com " + ALICE + " x");
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
  void aPrivateKeyIsRefusedAndNothingOfItIsPrinted() throws IOException {
    Files.writeString(
        workspace.resolve("id"),
        "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n");
    assertThat(run("trust", "add", "--signer", "m@example.com", "id")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo("guard: error: id: that is a private key; name its .pub file\n");
    Files.writeString(workspace.resolve("notes"), "swordfish and more\n");
    assertThat(run("trust", "add", "--signer", "m@example.com", "notes")).isEqualTo(2);
    assertThat(capture.err()).isEqualTo("guard: error: notes: not a public key\n");
  }

  @Test
  void linesForAnyNameAndForEverythingAreCalledSo() throws IOException {
    Files.createDirectories(home.resolve(".config/guard"));
    Files.writeString(trusted, "* " + ALICE + "\n");
    assertThat(run("trust", "list")).isZero();
    assertThat(capture.out())
        .contains("  any name  ssh-ed25519 " + FINGERPRINT + ", for everything\n");
  }

  @Test
  void whoeverRemovesTheLastSignerIsToldWhatThatMeans() throws IOException {
    Files.createDirectories(home.resolve(".config/guard"));
    Files.writeString(trusted, "a@example.com " + ALICE + "\nb@example.com " + ALICE + "\n");
    FakePeople first = FakePeople.answering(Terminal.YES);
    assertThat(run(first, "trust", "remove", "a@example.com")).isZero();
    assertThat(first.screen()).doesNotContain("nobody's approvals count");
    FakePeople last = FakePeople.answering(Terminal.YES);
    assertThat(run(last, "trust", "remove", "b@example.com")).isZero();
    assertThat(last.screen()).contains("then nobody's approvals count");
  }

  @Test
  void whatIsWrongWithTheCommandLineIsSaidOnce() {
    assertThat(run("foo")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo(
            """
            guard: error: there is no command foo
            guard: hint: guard --help tells what there is
            """);
    assertThat(run("surfaces", "--home", "--system")).isEqualTo(2);
    assertThat(capture.err()).doesNotContain("Error:");
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
