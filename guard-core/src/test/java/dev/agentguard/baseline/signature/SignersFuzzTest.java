package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Whatever the bytes are, every problem has a place and a reason, or each line prints as it reads.
 */
class SignersFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void parse(byte[] bytes) throws SignersFormatException {
    AllowedSigners signers;
    try {
      signers = AllowedSigners.parse("fuzz", bytes);
    } catch (SignersFormatException e) {
      assertThat(e.problems()).isNotEmpty();
      for (SignersFormatException.Problem problem : e.problems()) {
        assertThat(problem.line()).isPositive();
        assertThat(problem.column()).isPositive();
        assertThat(problem.message()).doesNotContain("\n").hasSizeLessThan(1000);
      }
      return;
    }
    for (AllowedSigner signer : signers.lines()) {
      String line = signer.print();
      AllowedSigner again =
          AllowedSigners.parse("again", line.getBytes(StandardCharsets.UTF_8)).lines().get(0);
      assertThat(again.print()).isEqualTo(line);
      assertThat(again.key()).isEqualTo(signer.key());
    }
  }
}
