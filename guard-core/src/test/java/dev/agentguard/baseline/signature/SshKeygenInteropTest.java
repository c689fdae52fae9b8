package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.signature.Verdict.Reason;
import dev.agentguard.baseline.signature.Verdict.Refused;
import dev.agentguard.baseline.signature.Verdict.Trusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** guard and the real {@code ssh-keygen} come to the same verdict. */
class SshKeygenInteropTest {

  private static final String MESSAGE = "an approval\n";
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  private static Path directory;
  private static SshKeygen keygen;
  private static String alice;
  private static byte[] signature;

  @BeforeAll
  static void makeKeys(@TempDir Path scratch) throws IOException {
    directory = scratch;
    SshKeygen.require();
    keygen = new SshKeygen(directory);
    alice = keygen.generate("alice", "-t", "ed25519");
    signature = keygen.sign("alice", "guard", MESSAGE.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, 256, sha512",
    "ed25519, 256, sha256",
    "ecdsa, 256, sha512",
    "ecdsa, 384, sha512",
    "ecdsa, 521, sha256",
    "rsa, 2048, sha512",
    "rsa, 3072, sha512",
    "rsa, 3072, sha256",
  })
  void trustsWhatSshKeygenSigned(String type, String bits, String hash) throws Exception {
    String name = type + bits + hash;
    String key = keygen.generate(name, "-t", type, "-b", bits);
    byte[] armoured =
        keygen.sign(name, "guard", MESSAGE.getBytes(StandardCharsets.UTF_8), "-Ohashalg=" + hash);

    Verdict verdict = judge(armoured, "bob " + key, "guard", "bob", AT);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Trusted.class, trusted -> assertThat(trusted.key().text() + " " + name).isEqualTo(key));
    assertThat(SshSignature.parse("x", armoured).armoured()).isEqualTo(armoured);
    keygen.run(List.of("-l", "-f", name + ".pub"), "");
    assertThat(keygen.said()).contains(((Trusted) verdict).key().fingerprint());
    assertThat(AllowedSigners.parse("x", key(key)).lines().get(0).print()).isEqualTo("bob " + key);
  }

  @Test
  void refusesWhatSshKeygenSignedForAnotherMessage() throws Exception {
    assertThat(
            refusal(
                AllowedSigners.parse("x", key(alice))
                    .judge(SshSignature.parse("x", signature), new byte[] {1}, "guard", "bob", AT)))
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(keygen.verifies(signature, "another", "bob " + alice, "guard", "bob", AT)).isFalse();
  }

  /** {@code KEY} is the key that signed, {@code OTHER} another one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          alice KEY                                              | alice             | Trusted
          alice KEY a comment                                    | alice             | Trusted
            alice     KEY                                        | alice             | Trusted
          alice,bob KEY                                          | bob               | Trusted
          alice KEY                                              | Alice             | OTHER_PRINCIPAL
          alice KEY                                              | alice2            | OTHER_PRINCIPAL
          alice KEY                                              | mallory           | OTHER_PRINCIPAL
          * KEY                                                  | alice             | Trusted
          *@example.com KEY                                      | alice@example.com | Trusted
          *@example.com KEY                                      | alice@example.org | OTHER_PRINCIPAL
          a*e@*.c?m KEY                                          | alice@x.com       | Trusted
          a**e KEY                                               | ae                | Trusted
          a?e KEY                                                | ae                | OTHER_PRINCIPAL
          *,!mallory KEY                                         | alice             | Trusted
          *,!mallory KEY                                         | mallory           | OTHER_PRINCIPAL
          !mallory,* KEY                                         | mallory           | OTHER_PRINCIPAL
          !mallory KEY                                           | alice             | OTHER_PRINCIPAL
          "alice smith" KEY                                      | alice smith       | Trusted
          é* KEY                                                 | éa                | Trusted
          ? KEY                                                  | é                 | OTHER_PRINCIPAL
          ?? KEY                                                 | é                 | Trusted
          alice OTHER                                            | alice             | UNKNOWN_KEY
          bob OTHER\\nalice KEY                                  | alice             | Trusted
          bob KEY\\nalice KEY                                    | alice             | Trusted
          # alice KEY                                            | alice             | UNKNOWN_KEY
          # x\\n\\n  # y\\nalice KEY                             | alice             | Trusted
          alice namespaces="guard" KEY                           | alice             | Trusted
          alice NameSpaces="guard" KEY                           | alice             | Trusted
          alice namespaces="git" KEY                             | alice             | OTHER_NAMESPACE
          alice namespaces="git,guard" KEY                       | alice             | Trusted
          alice namespaces="g*" KEY                              | alice             | Trusted
          alice namespaces="*,!guard" KEY                        | alice             | OTHER_NAMESPACE
          alice namespaces="git, guard" KEY                      | alice             | OTHER_NAMESPACE
          alice namespaces="a\\"b,guard" KEY                     | alice             | Trusted
          alice namespaces="git" KEY\\nalice namespaces="guard" KEY | alice          | Trusted
          alice cert-authority KEY                               | alice             | UNKNOWN_KEY
          alice cert-authority KEY\\nalice KEY                   | alice             | Trusted
          alice valid-after="20261123Z" KEY                      | alice             | Trusted
          alice valid-after="20261123" KEY                       | alice             | Trusted
          alice valid-after="20261124Z" KEY                      | alice             | NOT_YET_VALID
          alice valid-after="202611231200Z" KEY                  | alice             | Trusted
          alice valid-after="20261123120001Z" KEY                | alice             | NOT_YET_VALID
          alice valid-before="20261123120000Z" KEY               | alice             | Trusted
          alice valid-before="20261123115959Z" KEY               | alice             | EXPIRED
          alice valid-before="20261123Z" KEY                     | alice             | EXPIRED
          alice valid-after="20260101Z",valid-before="20270101Z" KEY | alice         | Trusted
          alice valid-after="20260101",namespaces="guard",valid-before="20260201" KEY | alice | EXPIRED
          alice valid-before="20200101Z" KEY\\nalice KEY         | alice             | Trusted
          """)
  void agreesOnALine(String line, String name, String expected) throws Exception {
    String signers =
        line.replace("OTHER", SoftKey.of(KeyType.ED25519, 1).publicKey().text())
                .replace("KEY", alice)
                .replace("\\n", "\n")
                .replace("\\\\", "\\")
            + "\n";

    Verdict verdict = judge(signature, signers, "guard", name, AT);

    assertThat(verdict instanceof Trusted ? "Trusted" : refusal(verdict).name())
        .isEqualTo(expected);
    assertThat(keygen.verifies(signature, MESSAGE, signers, "guard", name, AT))
        .as(keygen.said())
        .isEqualTo(verdict instanceof Trusted);
  }

  /** Lines that neither believes; guard says so before it is asked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "alice KEY-",
        "alice ssh-ed25519",
        "alice ssh-ed25519 AAAA",
        "alice touch-required KEY",
        "alice cert-authority,namespaces KEY",
        "alice namespaces=guard KEY",
        "alice namespaces=\"guard KEY",
        "alice valid-after=\"2026\" KEY",
        "alice valid-after=\"20261301Z\" KEY",
        "alice valid-after=\"20260102\",valid-before=\"20260101\" KEY",
        "alice namespaces=\"guard\",namespaces=\"guard\" KEY",
      })
  void bothRefuseALine(String line) throws Exception {
    String signers = line.replace("KEY", alice.replace(" alice", "")) + "\n";

    assertThat(problems(signers)).isNotEmpty();
    assertThat(keygen.verifies(signature, MESSAGE, signers, "guard", "alice", AT)).isFalse();
  }

  /** Stricter than OpenSSH, each for the reason in docs/signatures.md. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice ,namespaces=\"guard\" KEY",
        "alice cert-authority,cert-authority KEY\nalice KEY",
        "alice valid-after=\"20260231Z\" KEY",
        "alice, KEY",
      })
  void guardAloneRefusesALine(String line) throws Exception {
    String signers = line.replace("KEY", alice) + "\n";

    assertThat(problems(signers)).isNotEmpty();
    assertThat(keygen.verifies(signature, MESSAGE, signers, "guard", "alice", AT))
        .as(keygen.said())
        .isTrue();
  }

  @Test
  void bothRefuseAnotherNamespace() throws Exception {
    byte[] forGit = keygen.sign("alice", "git", MESSAGE.getBytes(StandardCharsets.UTF_8));

    assertThat(refusal(judge(forGit, "alice " + alice, "guard", "alice", AT)))
        .isEqualTo(Reason.OTHER_NAMESPACE);
    assertThat(keygen.verifies(forGit, MESSAGE, "alice " + alice, "guard", "alice", AT)).isFalse();
    assertThat(judge(forGit, "alice " + alice, "git", "alice", AT)).isInstanceOf(Trusted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          alice,bob | +0d:+52w | * cert-authority CA          | alice | Trusted
          alice,bob | +0d:+52w | * cert-authority CA          | bob   | Trusted
          alice     | +0d:+52w | * cert-authority CA          | bob   | OTHER_PRINCIPAL
          alice     | +0d:+52w | bob cert-authority CA        | alice | OTHER_PRINCIPAL
          alice     | +0d:+52w | alice CA                     | alice | UNKNOWN_KEY
          alice     | +0d:+52w | alice KEY                    | alice | UNKNOWN_KEY
          alice     | +0d:+52w | * cert-authority,namespaces="git" CA | alice | OTHER_NAMESPACE
          alice     | +0d:+52w | * cert-authority,valid-before="20200101" CA | alice | EXPIRED
          alice     | -3w:-2w  | * cert-authority CA          | alice | EXPIRED
          alice     | +2w:+3w  | * cert-authority CA          | alice | NOT_YET_VALID
          alice     | always:forever | * cert-authority CA    | alice | Trusted
          *         | always:forever | * cert-authority CA    | alice | OTHER_PRINCIPAL
          """)
  void agreesOnACertificate(
      String principals, String validity, String line, String name, String expected)
      throws Exception {
    String caKey = authority();
    String key = certified(principals, validity);
    byte[] withCertificate =
        keygen.sign("certified-cert.pub", "guard", MESSAGE.getBytes(StandardCharsets.UTF_8));
    SshSignature parsed = SshSignature.parse("x", withCertificate);
    assertThat(parsed.allegedCertificate()).isPresent();
    String signers = line.replace("CA", caKey).replace("KEY", key) + "\n";

    Instant now = Instant.now();
    Verdict verdict = judge(withCertificate, signers, "guard", name, now);

    assertThat(verdict instanceof Trusted ? "Trusted" : refusal(verdict).name())
        .isEqualTo(expected);
    assertThat(keygen.verifies(withCertificate, MESSAGE, signers, "guard", name, now))
        .as(keygen.said())
        .isEqualTo(verdict instanceof Trusted);
  }

  private static String authority() throws IOException {
    return Files.exists(directory.resolve("ca.pub"))
        ? Files.readString(directory.resolve("ca.pub")).strip()
        : keygen.generate("ca", "-t", "ecdsa", "-b", "256");
  }

  private static String certified(String principals, String validity) throws IOException {
    Files.deleteIfExists(directory.resolve("certified"));
    Files.deleteIfExists(directory.resolve("certified.pub"));
    Files.deleteIfExists(directory.resolve("certified-cert.pub"));
    String key = keygen.generate("certified", "-t", "ed25519");
    assertThat(
            keygen.run(
                List.of(
                    "-q",
                    "-s",
                    "ca",
                    "-I",
                    "id",
                    "-n",
                    principals,
                    "-V",
                    validity,
                    "certified.pub"),
                ""))
        .isZero();
    return key;
  }

  private static Verdict judge(
      byte[] armoured, String signers, String namespace, String name, Instant at)
      throws SignatureFormatException, SignersFormatException {
    return AllowedSigners.parse("signers", signers.getBytes(StandardCharsets.UTF_8))
        .judge(
            SshSignature.parse("x.sig", armoured),
            MESSAGE.getBytes(StandardCharsets.UTF_8),
            namespace,
            name,
            at);
  }

  private static Reason refusal(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Refused.class);
    return ((Refused) verdict).reason();
  }

  private static List<SignersFormatException.Problem> problems(String signers) {
    try {
      AllowedSigners.parse("signers", signers.getBytes(StandardCharsets.UTF_8));
      return List.of();
    } catch (SignersFormatException e) {
      return e.problems();
    }
  }

  private static byte[] key(String key) {
    return ("bob " + key + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
