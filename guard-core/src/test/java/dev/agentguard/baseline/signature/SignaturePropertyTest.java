package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.signature.Verdict.Trusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * What is changed anywhere is trusted nowhere, and nothing but the checked exceptions is thrown.
 */
class SignaturePropertyTest {

  private static final Path VECTORS =
      Path.of("src/test/resources/dev/agentguard/baseline/signature/vectors");
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] MESSAGE = "an approval\n".getBytes(StandardCharsets.UTF_8);
  private static final List<String> NAMES =
      List.of("ed25519", "ecdsa", "rsa", "certificate", "sk-ed25519", "sk-ecdsa");

  @Test
  void theVectorsAreTrusted() throws Exception {
    for (String name : NAMES) {
      assertThat(verdict(name, vector(name), MESSAGE)).as(name).isInstanceOf(Trusted.class);
    }
  }

  @Property(tries = 600)
  void aFlippedBitIsNeverTrusted(
      @ForAll("names") String name, @ForAll @IntRange(max = 1 << 20) int at) throws Exception {
    byte[] blob = Armour.decode("x", vector(name));
    int bit = at % (blob.length * 8);
    blob[bit / 8] ^= (byte) (1 << bit % 8);

    assertThat(verdict(name, Armour.encode(blob), MESSAGE)).isNotInstanceOf(Trusted.class);
  }

  @Property(tries = 100)
  void aFlippedBitOfTheMessageIsNeverTrusted(
      @ForAll("names") String name, @ForAll @IntRange(max = 95) int bit) throws Exception {
    byte[] message = MESSAGE.clone();
    message[bit / 8] ^= (byte) (1 << bit % 8);

    assertThat(verdict(name, vector(name), message)).isNotInstanceOf(Trusted.class);
  }

  @Test
  void aTruncatedSignatureIsNeverTrusted() throws Exception {
    for (String name : NAMES) {
      byte[] armoured = vector(name);
      // Without the last line feed it is whole.
      for (int length = 0; length < armoured.length - 1; length++) {
        assertThat(verdict(name, Arrays.copyOf(armoured, length), MESSAGE))
            .as(name + " " + length)
            .isEqualTo(MALFORMED);
      }
      byte[] blob = Armour.decode("x", armoured);
      for (int length = 1; length < blob.length; length++) {
        assertThat(verdict(name, Armour.encode(Arrays.copyOf(blob, length)), MESSAGE))
            .as(name + " " + length)
            .isEqualTo(MALFORMED);
      }
    }
  }

  @Test
  void aTruncatedFileOfSignersNeverTrustsAnother() throws Exception {
    byte[] whole = Files.readAllBytes(VECTORS.resolve("ed25519.signers"));
    byte[] other = SoftKey.of(KeyType.ED25519, 1).sign("guard", MESSAGE).armoured();
    for (int length = 0; length < whole.length; length++) {
      try {
        Verdict verdict =
            AllowedSigners.parse("x", Arrays.copyOf(whole, length))
                .judge(SshSignature.parse("x", other), MESSAGE, "guard", "alice", AT);
        assertThat(verdict).isNotInstanceOf(Trusted.class);
      } catch (SignersFormatException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
  }

  @Property(tries = 300)
  void printingThenParsingGivesTheSameSigner(@ForAll("signers") AllowedSigner signer)
      throws SignersFormatException {
    String text = "\n" + signer.print() + "\n";

    AllowedSigner read =
        AllowedSigners.parse("x", text.getBytes(StandardCharsets.UTF_8)).lines().get(0);

    assertThat(read).isEqualTo(signer);
    assertThat(read.print()).isEqualTo(signer.print());
  }

  @Property(tries = 300)
  void parsingThenPrintingGivesTheSameSignature(@ForAll("names") String name) throws Exception {
    byte[] armoured = vector(name);

    assertThat(SshSignature.parse("x", armoured).armoured()).isEqualTo(armoured);
    String windows = new String(armoured, StandardCharsets.US_ASCII).replace("\n", "\r\n");
    assertThat(SshSignature.parse("x", windows.getBytes(StandardCharsets.US_ASCII)).armoured())
        .isEqualTo(armoured);
  }

  @Property
  void patternsMatchAsTheySay(@ForAll("patterns") String pattern, @ForAll("patterns") String name) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      expression.append(c == '*' ? ".*" : c == '?' ? "." : "\\" + c);
    }

    assertThat(PatternList.matches(pattern, name)).isEqualTo(name.matches(expression.toString()));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(NAMES);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("-+*?").ofMinLength(1).ofMaxLength(12);
  }

  @Provide
  Arbitrary<AllowedSigner> signers() {
    Arbitrary<String> list =
        Arbitraries.of("alice", "*@example.com", "!x", "a b", "é?", "a\\b", "'", "日本", "\\")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(parts -> String.join(",", parts));
    Arbitrary<String> quotable = list.map(text -> text.replace("x", "\"").replace("\\", "/"));
    Arbitrary<Optional<Instant>> after =
        Arbitraries.longs().between(1, 1_000_000_000).map(Instant::ofEpochSecond).optional();
    Arbitrary<Optional<Instant>> before =
        Arbitraries.longs()
            .between(1_000_000_001, 250_000_000_000L)
            .map(Instant::ofEpochSecond)
            .optional();
    Arbitrary<SshPublicKey> keys =
        Arbitraries.of(KeyType.ED25519, KeyType.ECDSA_256, KeyType.SK_ED25519, KeyType.SK_ECDSA)
            .map(type -> SoftKey.of(type, 1).publicKey());
    return Combinators.combine(
            list,
            Arbitraries.of(true, false),
            quotable.optional(),
            after,
            before,
            keys,
            Arbitraries.of("", "alice@laptop", "two words", "# \" ,"))
        .as(
            (principals, authority, namespaces, from, until, key, comment) ->
                new AllowedSigner(2, principals, authority, namespaces, from, until, key, comment));
  }

  private static final Verdict MALFORMED =
      new Verdict.Refused(Verdict.Reason.BAD_SIGNATURE, "malformed");

  private static Verdict verdict(String name, byte[] armoured, byte[] message) throws Exception {
    try {
      return AllowedSigners.parse(name, Files.readAllBytes(VECTORS.resolve(name + ".signers")))
          .judge(SshSignature.parse("x", armoured), message, "guard", "alice", AT);
    } catch (SignatureFormatException e) {
      assertThat(e).hasMessageNotContaining("\n").hasMessageStartingWith("x:");
      return MALFORMED;
    }
  }

  private static byte[] vector(String name) throws IOException {
    return Files.readAllBytes(VECTORS.resolve(name + ".sig"));
  }
}
