package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Whatever the bytes are, they are refused with a place and a reason, or written again as they were
 * and judged without a surprise.
 */
class SignatureFuzzTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @FuzzTest(maxDuration = "1m")
  void armoured(byte[] bytes) throws SignatureFormatException {
    SshSignature signature;
    try {
      signature = SshSignature.parse("fuzz", bytes);
    } catch (SignatureFormatException e) {
      assertThat(e.getMessage()).startsWith("fuzz:").doesNotContain("\n").hasSizeLessThan(1000);
      return;
    }
    assertThat(SshSignature.parse("again", signature.armoured()).armoured())
        .isEqualTo(signature.armoured());
    judge(signature);
  }

  /** Without the armour, through which a fuzzer does not find. */
  @FuzzTest(maxDuration = "1m")
  void bare(byte[] bytes) {
    SshSignature signature;
    try {
      signature = SshSignature.parse("fuzz", Armour.encode(bytes));
    } catch (SignatureFormatException e) {
      assertThat(e.getMessage()).startsWith("fuzz:").doesNotContain("\n").hasSizeLessThan(1000);
      return;
    }
    assertThat(signature.armoured()).isEqualTo(Armour.encode(bytes));
    judge(signature);
  }

  /** With every key trusted that the fuzzer makes. */
  private static void judge(SshSignature signature) {
    String line =
        signature.allegedCertificate().isPresent()
            ? "* cert-authority " + signature.allegedCertificate().get().allegedAuthority().text()
            : "* " + signature.allegedKey().text();
    try {
      AllowedSigners signers =
          AllowedSigners.parse("signers", line.getBytes(StandardCharsets.UTF_8));
      assertThat(signers.judge(signature, new byte[0], signature.namespace(), "alice", AT))
          .isNotNull();
    } catch (SignersFormatException e) {
      throw new AssertionError(e);
    }
  }
}
