package dev.agentguard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys' files that are not what they should be. */
class HostileKeysTest {

  private static final Passphrases NOBODY =
      prompt -> {
        throw new SigningException("asked");
      };

  @TempDir private Path home = Path.of("unset");

  private Path key = Path.of("unset");
  private Path open = Path.of("unset");

  @BeforeEach
  void makeAKey() throws Exception {
    key = new KeygenProgram(home).key("id_ed25519", "", "-t", "ed25519");
    open = key.resolveSibling("id_ed25519.pub");
  }

  @Test
  void theUntouchedFileSigns() throws Exception {
    assertThat(sign()).isNotEmpty();
  }

  @Test
  void aFifoIsNotWaitedFor() throws Exception {
    Files.delete(key);
    new KeygenProgram(home).run(List.of("mkfifo", key.toString()), new byte[0]);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused("not a regular file"));
  }

  @Test
  void aDirectoryIsRefused() throws Exception {
    Files.delete(key);
    Files.createDirectory(key);
    refused("not a regular file");
  }

  @Test
  void aLinkToADeviceIsRefused() throws Exception {
    Files.delete(key);
    Files.createSymbolicLink(key, Path.of("/dev/zero"));
    refused("not a regular file");
  }

  @Test
  void aLinkToTheKeyIsFollowed() throws Exception {
    Path elsewhere = home.resolve("dotfiles-key");
    Files.move(key, elsewhere);
    Files.createSymbolicLink(key, elsewhere);
    assertThat(sign()).isNotEmpty();
  }

  @Test
  void aKeyThatOthersMayReadIsRefusedAsSshDoes() throws Exception {
    KeygenProgram.mode(key, "rw-r--r--");
    refused("other users may use it");
    KeygenProgram.mode(key, "rw-r-----");
    refused("other users may use it");
  }

  @Test
  void aTooLargeFileIsRefused() throws Exception {
    Files.write(key, new byte[PrivateKeyFile.MAX_BYTES + 1]);
    refused("more than 65536 bytes");
  }

  @Test
  void everyTruncatedFileIsRefused() throws Exception {
    String text = Files.readString(key).replace(PrivateKeyFile.END, "");
    byte[] bytes = Base64.getMimeDecoder().decode(text.replace(PrivateKeyFile.BEGIN, "").strip());
    for (int length = 0; length < bytes.length; length++) {
      byte[] file = armour(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> PrivateKeyFile.parse(file).open(new byte[0]))
          .isInstanceOf(IOException.class);
    }
    assertThat(PrivateKeyFile.parse(armour(bytes)).open(new byte[0])).isNotNull();
  }

  @Test
  void everyChangedByteIsRefusedOrHarmless() throws Exception {
    String text = Files.readString(key).replace(PrivateKeyFile.END, "");
    byte[] bytes = Base64.getMimeDecoder().decode(text.replace(PrivateKeyFile.BEGIN, "").strip());
    byte[] blob = PrivateKeyFile.parse(armour(bytes)).key().blob();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      try {
        PrivateKey opened = PrivateKeyFile.parse(armour(changed)).open(new byte[0]);
        assertThat(opened.publicBlob()).isEqualTo(blob);
      } catch (IOException | PrivateKeyFile.WrongPassphraseException e) {
        // Refused.
      }
    }
  }

  @Test
  void endlessRoundsAreRefusedBeforeThePassphraseIsUsed() {
    PrivateKeyFile hostile = locked(Integer.MAX_VALUE);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> hostile.open("passphrase".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("rounds of bcrypt"));
  }

  private PrivateKeyFile locked(int rounds) {
    try {
      PrivateKeyFile plain = PrivateKeyFile.parse(Files.readAllBytes(key));
      return new PrivateKeyFile(
          plain.key(),
          PrivateKeyFile.AES,
          PrivateKeyFile.BCRYPT,
          new SshBytes.Writer().string(new byte[16]).number(rounds).bytes(),
          plain.secret());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPublicKeyOfAnotherIsNotTakenForTheFiles() throws Exception {
    Path other = new KeygenProgram(home).key("other", "", "-t", "ed25519");
    String before = Files.readString(open);
    Files.copy(other.resolveSibling("other.pub"), open, StandardCopyOption.REPLACE_EXISTING);
    SigningKey found = new SigningKeys(person()).find(Optional.of(key)).orElseThrow();
    assertThat(before).startsWith(found.key().text());
  }

  @Test
  void noProgramOfAWorkspaceIsRun() throws Exception {
    Path workspace = Files.createDirectory(home.resolve("workspace")).toRealPath();
    Path planted = Files.writeString(workspace.resolve("ssh-keygen"), "#!/bin/sh\n");
    KeygenProgram.mode(planted, "rwxr-xr-x");
    Path link = home.resolve("bin");
    Files.createSymbolicLink(link, workspace);
    Map<String, String> environment =
        Map.of(
            "PATH",
            workspace + ":.:" + link + ":workspace::/usr/bin",
            "SSH_ASKPASS",
            planted.toString(),
            "SSH_SK_PROVIDER",
            "relative.so",
            "LD_PRELOAD",
            "/x.so",
            "HOME",
            home.toString());
    SshKeygen found = SshKeygen.find(environment, List.of(workspace)).orElseThrow();
    assertThat(found.program()).isEqualTo(Path.of("/usr/bin/ssh-keygen").toRealPath());
    assertThat(found.environment()).isEqualTo(Map.of("PATH", "/usr/bin", "HOME", home.toString()));
    assertThat(SshKeygen.find(environment, List.of()).orElseThrow().program()).isEqualTo(planted);
  }

  private byte[] sign() throws Exception {
    SigningKey found = new SigningKeys(person()).find(Optional.of(key)).orElseThrow();
    return new Signers(person(), List.of(), NOBODY).of(found).sign("guard", new byte[0]).armoured();
  }

  private void refused(String why) throws Exception {
    assertThatThrownBy(this::sign)
        .isInstanceOf(SigningException.class)
        .hasMessageContaining(why)
        .hasMessageStartingWith(key.toString());
  }

  private Person person() throws Exception {
    return new KeygenProgram(home).person(Map.of());
  }

  private static byte[] armour(byte[] bytes) {
    return (PrivateKeyFile.BEGIN
            + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(bytes)
            + "\n"
            + PrivateKeyFile.END)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
