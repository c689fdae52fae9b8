package dev.agentguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.content.text.Escaping;
import java.util.List;

/**
 * Whatever the bytes are, they are a policy, or they are rejected with places and one-line reasons.
 */
class PolicyFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void load(byte[] bytes) {
    String text;
    try {
      text = SourceText.decode(bytes);
    } catch (SourceText.MalformedException e) {
      assertThat(e.line).isPositive();
      assertThat(e.column).isPositive();
      return;
    }
    for (Layer layer : List.of(Layer.ENTERPRISE, Layer.USER, Layer.WORKSPACE)) {
      PolicyResult result =
          Policies.combine(
              List.of(new PolicySource(layer, "fuzz", text)),
              List.of(),
              Samples.CATALOGUE.surfaces());
      if (result instanceof PolicyResult.Rejected rejected) {
        assertThat(rejected.problems()).isNotEmpty().allSatisfy(PolicyFuzzTest::check);
      }
    }
  }

  private static void check(PolicyProblem problem) {
    assertThat(problem.line()).isPositive();
    assertThat(problem.column()).isPositive();
    assertThat(problem.message()).isNotBlank();
    // Nothing is left to escape but the backslashes of escapes.
    String message = problem.message().replace("\\", "");
    assertThat(Escaping.escape(message)).isEqualTo(message);
  }
}
