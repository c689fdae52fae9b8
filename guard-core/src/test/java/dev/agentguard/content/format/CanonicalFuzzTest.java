package dev.agentguard.content.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzzes the reader of the canonical form. */
class CanonicalFuzzTest {

  @FuzzTest
  void canonical(byte[] bytes) {
    try {
      assertThat(Projection.parseCanonical(bytes).canonical()).isEqualTo(bytes);
    } catch (UnparsableException e) {
      assertThat(e.getMessage()).isPrintable().isASCII();
    }
  }
}
