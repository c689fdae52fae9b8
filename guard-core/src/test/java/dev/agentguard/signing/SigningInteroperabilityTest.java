package dev.agentguard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.baseline.signature.SshSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What guard signs, the real ssh-keygen verifies; what the real one makes, guard can use. */
class SigningInteroperabilityTest {

  private static final byte[] MESSAGE = "guard-approval v1\n".getBytes(StandardCharsets.UTF_8);
  private static final Passphrases NOBODY =
      prompt -> {
        throw new SigningException("asked: " + prompt);
      };

  @TempDir private Path home = Path.of("unset");

  @ParameterizedTest
  @CsvSource({
    "ed25519, -t ed25519",
    "ecdsa, -t ecdsa -b 256",
    "ecdsa, -t ecdsa -b 384",
    "ecdsa, -t ecdsa -b 521",
    "rsa, -t rsa -b 2048",
    "rsa, -t rsa -b 3072",
  })
  void sshKeygenTakesWhatGuardSigns(String name, String options) throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path open = program.key("id_" + name, "", options.split(" ", -1));
    check(program, open, NOBODY);
    Files.delete(open);
    Files.delete(open.resolveSibling(open.getFileName() + ".pub"));
    Path locked = program.key("id_" + name, KeygenProgram.PASSPHRASE, options.split(" ", -1));
    check(program, locked, answering(new ArrayList<>(), KeygenProgram.PASSPHRASE));
  }

  @Test
  void sshKeygenSignsWithWhatGuardDoesNotOpen() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path pem = program.key("id_rsa", "", "-t", "rsa", "-b", "2048", "-m", "PEM");
    assertThat(Files.readString(pem)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
    check(program, pem, NOBODY);
  }

  @Test
  void sshKeygenAsksForThePassphraseOfACipherThatGuardDoesNotKnow() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    String cipher = "chacha20-poly1305@openssh.com";
    Path key = program.key("other", KeygenProgram.PASSPHRASE, "-t", "ed25519", "-Z", cipher);
    assertThat(PrivateKeyFile.parse(Files.readAllBytes(key)).isSupported()).isFalse();
    Path answer = home.resolve("answer");
    Files.writeString(answer, "#!/bin/sh\necho '" + KeygenProgram.PASSPHRASE + "'\n");
    KeygenProgram.mode(answer, "rwx------");
    Person person =
        program.person(Map.of("SSH_ASKPASS", answer.toString(), "SSH_ASKPASS_REQUIRE", "force"));
    SigningKey found = new SigningKeys(person).find(Optional.of(key)).orElseThrow();
    SshSignature signature =
        new Signers(person, List.of(), NOBODY).of(found).sign("guard", MESSAGE);
    Path open = key.resolveSibling("other.pub");
    assertThat(program.verifies(open, "guard", signature.armoured(), MESSAGE)).isTrue();
    // Negative control: a program inside the workspace is not asked, so nobody can answer.
    Signer without = new Signers(person, List.of(home.toRealPath()), NOBODY).of(found);
    assertThatThrownBy(() -> without.sign("guard", MESSAGE)).isInstanceOf(SigningException.class);
  }

  @Test
  void sshKeygenUsesTheKeyThatGuardMade() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Person person = program.person(Map.of());
    Path file = person.guardKey();
    SigningKey made =
        new NewKey(new SecureRandom())
            .make(file, KeygenProgram.PASSPHRASE.toCharArray(), "alice@example.com");
    assertThat(file).isEqualTo(home.resolve(".config/guard/signing_key"));
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(home.resolve(".config/guard"))).isEqualTo("rwx------");
    KeygenProgram.Result read =
        program.run(
            List.of("ssh-keygen", "-y", "-P", KeygenProgram.PASSPHRASE, "-f", file.toString()),
            new byte[0]);
    assertThat(read.out()).isEqualTo(made.key().text() + " alice@example.com\n");
    assertThat(Files.readString(file.resolveSibling("signing_key.pub"))).isEqualTo(read.out());
    KeygenProgram.Result wrong =
        program.run(List.of("ssh-keygen", "-y", "-P", "", "-f", file.toString()), new byte[0]);
    assertThat(wrong.code()).isNotZero();
    assertThat(new SigningKeys(person).find(Optional.empty())).contains(made);
    check(program, file, answering(new ArrayList<>(), KeygenProgram.PASSPHRASE));
  }

  @Test
  void aWrongPassphraseIsAskedForThreeTimes() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path key = program.key("id_ed25519", KeygenProgram.PASSPHRASE, "-t", "ed25519");
    List<char[]> given = new ArrayList<>();
    Signer signer = signer(program, key, answering(given, "wrong", "also wrong", "worse"));
    assertThatThrownBy(() -> signer.sign("guard", MESSAGE))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("wrong 3 times");
    assertThat(given).hasSize(3).allSatisfy(answer -> assertThat(answer).containsOnly('\0'));
    check(program, key, answering(new ArrayList<>(), "", KeygenProgram.PASSPHRASE));
  }

  @Test
  void thePassphraseMayBeAnyText() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path key = program.key("id_ed25519", "pässwörd ☃", "-t", "ed25519", "-a", "4");
    check(program, key, answering(new ArrayList<>(), "pässwörd ☃"));
  }

  @Test
  void aSignatureIsForItsNamespaceAndMessageOnly() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path key = program.key("id_ed25519", "", "-t", "ed25519");
    SshSignature signature = signer(program, key, NOBODY).sign("guard", MESSAGE);
    Path open = key.resolveSibling("id_ed25519.pub");
    assertThat(program.verifies(open, "git", signature.armoured(), MESSAGE)).isFalse();
    assertThat(program.verifies(open, "guard", signature.armoured(), new byte[1])).isFalse();
  }

  @Test
  void aKeyIsNeverMadeWithoutAPassphraseOrOverAnother() throws Exception {
    Path file = home.resolve("key");
    NewKey maker = new NewKey(new SecureRandom());
    assertThatThrownBy(() -> maker.make(file, "short".toCharArray(), "a"))
        .hasMessageContaining("8 characters");
    assertThat(file).doesNotExist();
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> maker.make(file, "long enough".toCharArray(), "a"))
        .hasMessageContaining("there already");
    assertThat(file).hasContent("mine");
    assertThatThrownBy(() -> maker.make(home.resolve("k"), "long enough".toCharArray(), "a\nb"))
        .hasMessageContaining("one line");
  }

  private void check(KeygenProgram program, Path key, Passphrases passphrases) throws Exception {
    SshSignature signature = signer(program, key, passphrases).sign("guard", MESSAGE);
    Path open = key.resolveSibling(key.getFileName() + ".pub");
    assertThat(program.verifies(open, "guard", signature.armoured(), MESSAGE)).isTrue();
  }

  private static Signer signer(KeygenProgram program, Path file, Passphrases passphrases)
      throws Exception {
    Person person = program.person(Map.of());
    SigningKey key = new SigningKeys(person).find(Optional.of(file)).orElseThrow();
    return new Signers(person, List.of(), passphrases).of(key);
  }

  private static Passphrases answering(List<char[]> given, String... answers) {
    return prompt -> {
      char[] answer = answers[given.size() % answers.length].toCharArray();
      given.add(answer);
      return answer;
    };
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
