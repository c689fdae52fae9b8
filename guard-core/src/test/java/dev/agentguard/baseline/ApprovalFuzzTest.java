package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever the bytes are, they are refused with a place and a reason, or printed again as they
 * were.
 */
class ApprovalFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void parse(byte[] bytes) {
    try {
      Statement alleged = UnverifiedApproval.parse("fuzz", bytes).alleged();
      assertThat(alleged.print()).isEqualTo(bytes);
    } catch (ApprovalFormatException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
      assertThat(e.actual()).hasSizeLessThan(1000);
    }
  }
}
