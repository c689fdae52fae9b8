package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.baseline.signature.Verdict.Reason;
import dev.agentguard.baseline.signature.Verdict.Refused;
import dev.agentguard.baseline.signature.Verdict.Trusted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures by security keys, recorded and made by a program that plays one. */
class HardwareKeyTest {

  private static final Path VECTORS =
      Path.of("src/test/resources/dev/agentguard/baseline/signature/vectors");
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] MESSAGE = "an approval\n".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"sk-ed25519", "sk-ecdsa"})
  void trustsTheRecordedSignature(String name) throws Exception {
    Verdict verdict = judgeVector(name, MESSAGE);

    assertThat(verdict).isInstanceOf(Trusted.class);
    assertThat(((Trusted) verdict).key().isHardware()).isTrue();
    assertThat(reason(judgeVector(name, "An approval\n".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-ed25519", "sk-ecdsa"})
  void sshKeygenAgreesOnTheRecordedSignature(String name, @TempDir Path scratch) throws Exception {
    SshKeygen.require();
    SshKeygen keygen = new SshKeygen(scratch);
    byte[] signature = Files.readAllBytes(VECTORS.resolve(name + ".sig"));
    String signers = Files.readString(VECTORS.resolve(name + ".signers"));

    assertThat(keygen.verifies(signature, "an approval\n", signers, "guard", "alice", AT))
        .as(keygen.said())
        .isTrue();
    assertThat(keygen.verifies(signature, "An approval\n", signers, "guard", "alice", AT))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SK_ED25519", "SK_ECDSA"})
  void aTouchIsRequired(KeyType type) throws Exception {
    SoftKey key = SoftKey.of(type, 3);

    assertThat(judge(key, key.sign("guard", MESSAGE))).isInstanceOf(Trusted.class);
    Verdict untouched = judge(key, key.withFlags(0).sign("guard", MESSAGE));
    assertThat(reason(untouched)).isEqualTo(Reason.NO_USER_PRESENCE);
    assertThat(((Refused) untouched).detail())
        .isEqualTo(
            "the signature by the security key "
                + key.publicKey()
                + " was made without touching it");
    // Recognised but not present: a finger that did not touch.
    assertThat(reason(judge(key, key.withFlags(WireSignature.VERIFIED).sign("guard", MESSAGE))))
        .isEqualTo(Reason.NO_USER_PRESENCE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SK_ED25519", "SK_ECDSA"})
  void theFlagsAndTheCounterAreSigned(KeyType type) throws Exception {
    SoftKey key = SoftKey.of(type, 3);
    byte[] data = SshSignature.signedData("guard", "sha512", MESSAGE);
    byte[] untouched = key.withFlags(0).sign(data);
    byte[] claimsTouch = untouched.clone();
    claimsTouch[claimsTouch.length - 5] = WireSignature.PRESENT;
    byte[] claimsRecognised = key.sign(data);
    claimsRecognised[claimsRecognised.length - 5] |= WireSignature.VERIFIED;
    byte[] otherCounter = key.sign(data);
    otherCounter[otherCounter.length - 1]++;

    for (byte[] altered : new byte[][] {claimsTouch, claimsRecognised, otherCounter}) {
      SshSignature signature = SshSignature.of(key.publicKey(), "guard", "sha512", altered);
      assertThat(reason(judge(key, signature))).isEqualTo(Reason.BAD_SIGNATURE);
    }
    assertThat(judge(key, key.withCounter(8).sign("guard", MESSAGE))).isInstanceOf(Trusted.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"SK_ED25519", "SK_ECDSA"})
  void saysWhetherTheUserWasRecognised(KeyType type) {
    SoftKey key = SoftKey.of(type, 3);

    assertThat(key.sign("guard", MESSAGE).allegedUserVerification()).isFalse();
    assertThat(key.withFlags(5).sign("guard", MESSAGE).allegedUserVerification()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"SK_ED25519", "SK_ECDSA"})
  void anotherApplicationIsAnotherKey(KeyType type) throws Exception {
    SoftKey key = SoftKey.of(type, 3);
    SoftKey other = key.withApplication("ssh:other");

    assertThat(reason(judge(key, other.sign("guard", MESSAGE)))).isEqualTo(Reason.UNKNOWN_KEY);
    // The same point under the trusted name: the signature is over the other application.
    SshSignature relabelled =
        SshSignature.of(
            key.publicKey(),
            "guard",
            "sha512",
            other.sign(SshSignature.signedData("guard", "sha512", MESSAGE)));
    assertThat(reason(judge(key, relabelled))).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(judge(other, other.sign("guard", MESSAGE))).isInstanceOf(Trusted.class);
  }

  @Test
  void aSiteOnTheWebIsNoApplication() {
    assertThatThrownBy(
            () ->
                SshPublicKey.parse(SoftKey.of(KeyType.SK_ECDSA, 3).withApplication("x.com").blob()))
        .isInstanceOf(SignatureFormatException.class)
        .hasMessage("byte 119: expected an application that begins with \"ssh:\", found \"x.com\"");
  }

  /** A security key's point under a plain type would sign without a touch. */
  @Test
  void aSecurityKeyIsNeverAPlainKey() throws Exception {
    SoftKey hardware = SoftKey.of(KeyType.SK_ED25519, 3);
    SoftKey plain = SoftKey.of(KeyType.ED25519, 3);

    assertThat(plain.publicKey()).isNotEqualTo(hardware.publicKey());
    assertThat(reason(judge(hardware, plain.sign("guard", MESSAGE)))).isEqualTo(Reason.UNKNOWN_KEY);
    assertThatThrownBy(
            () ->
                SshSignature.of(
                    hardware.publicKey(),
                    "guard",
                    "sha512",
                    plain.sign(SshSignature.signedData("guard", "sha512", MESSAGE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an algorithm of a key of the type sk-ssh-ed25519@openssh.com");
  }

  private static Verdict judgeVector(String name, byte[] message) throws Exception {
    return AllowedSigners.parse(
            name + ".signers", Files.readAllBytes(VECTORS.resolve(name + ".signers")))
        .judge(
            SshSignature.parse(name, Files.readAllBytes(VECTORS.resolve(name + ".sig"))),
            message,
            "guard",
            "alice",
            AT);
  }

  private static Verdict judge(SoftKey trusted, SshSignature signature) throws Exception {
    String line = "alice " + trusted.publicKey().text() + "\n";
    return AllowedSigners.parse("signers", line.getBytes(StandardCharsets.UTF_8))
        .judge(signature, MESSAGE, "guard", "alice", AT);
  }

  private static Reason reason(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Refused.class);
    return ((Refused) verdict).reason();
  }
}
