package dev.agentguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Stance;
import dev.agentguard.verify.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has the last word about what, and that every answer says who had it. */
class LayeringTest {

  /** What each layer says about build/make, whose stance in the catalogue is to ask. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          # enterprise, user, workspace, floor, stance, layer
          -,     -,     -,    -,            ASK,   BUILT_IN
          watch, -,     -,    -,            WATCH, ENTERPRISE
          -,     deny,  -,    -,            DENY,  USER
          -,     watch, -,    -,            WATCH, USER
          deny,  watch, -,    -,            WATCH, USER
          -,     -,     deny, -,            DENY,  WORKSPACE
          -,     -,     ask,  -,            ASK,   WORKSPACE
          -,     watch, ask,  -,            ASK,   WORKSPACE
          -,     watch, deny, -,            DENY,  WORKSPACE
          -,     watch, -,    *,            ASK,   ENTERPRISE
          -,     watch, -,    build/*,      ASK,   ENTERPRISE
          -,     watch, -,    claude-code/*,WATCH, USER
          deny,  ask,   -,    build/make,   DENY,  ENTERPRISE
          watch, ask,   -,    build/make,   ASK,   USER
          watch, watch, -,    build/make,   WATCH, USER
          -,     deny,  -,    *,            DENY,  USER
          -,     watch, deny, *,            DENY,  WORKSPACE
          """)
  void stance(
      String enterprise, String user, String workspace, String floor, Stance value, Layer layer) {
    PolicyResult result =
        Samples.load(
            "version = 1\n"
                + stance(enterprise)
                + (floor.equals("-") ? "" : "[floor]\nsurfaces = [\"" + floor + "\"]\n"),
            "version = 1\n" + stance(user),
            "version = 1\n" + stance(workspace));

    Ruling<Stance> ruling = Samples.policy(result).stance(Samples.surface("build/make"));

    assertThat(ruling.value()).isEqualTo(value);
    assertThat(ruling.layer()).isEqualTo(layer);
  }

  private static String stance(String stance) {
    return stance.equals("-")
        ? ""
        : "[[surface]]\nid = \"build/make\"\nstance = \"" + stance + "\"\n";
  }

  /** What each layer says about all surfaces, and the enterprise about its floor. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # enterprise, user, workspace, floor, mode, layer
          -,       -,       -,       -, ENFORCE, BUILT_IN
          report,  -,       -,       -, REPORT,  ENTERPRISE
          enforce, report,  -,       -, REPORT,  USER
          report,  -,       enforce, -, ENFORCE, WORKSPACE
          report,  enforce, -,       -, ENFORCE, USER
          -,       report,  -,       *, ENFORCE, ENTERPRISE
          enforce, report,  -,       *, ENFORCE, ENTERPRISE
          report,  report,  -,       *, REPORT,  USER
          report,  enforce, -,       *, ENFORCE, USER
          -,       report,  enforce, *, ENFORCE, WORKSPACE
          """)
  void mode(
      String enterprise, String user, String workspace, String floor, Mode value, Layer layer) {
    PolicyResult result =
        Samples.load(
            "version = 1\n"
                + mode(enterprise)
                + (floor.equals("-") ? "" : "[floor]\nsurfaces = [\"" + floor + "\"]\n"),
            "version = 1\n" + mode(user),
            "version = 1\n" + mode(workspace));

    Ruling<Mode> ruling = Samples.policy(result).mode(Samples.surface("shell/startup"));

    assertThat(ruling.value()).isEqualTo(value);
    assertThat(ruling.layer()).isEqualTo(layer);
  }

  private static String mode(String mode) {
    return mode.equals("-") ? "" : "mode = \"" + mode + "\"\n";
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # enterprise, user, workspace, fail_on, layer
          -,        -,        -,      LOW,      BUILT_IN
          high,     -,        -,      HIGH,     ENTERPRISE
          high,     critical, -,      CRITICAL, USER
          high,     critical, medium, MEDIUM,   WORKSPACE
          -,        high,     high,   HIGH,     WORKSPACE
          """)
  void failOn(String enterprise, String user, String workspace, Severity value, Layer layer) {
    PolicyResult result =
        Samples.load(
            "version = 1\n" + failOn(enterprise),
            "version = 1\n" + failOn(user),
            "version = 1\n" + failOn(workspace));

    Ruling<Severity> ruling = Samples.policy(result).failOn();

    assertThat(ruling.value()).isEqualTo(value);
    assertThat(ruling.layer()).isEqualTo(layer);
  }

  private static String failOn(String severity) {
    return severity.equals("-") ? "" : "[verify]\nfail_on = \"" + severity + "\"\n";
  }

  @Test
  void theLastRuleOfAFileHasTheLastWord() {
    Policy policy =
        Samples.policy(
            Samples.load(
                "",
                """
                version = 1
                mode = "report"
                [[surface]]
                id = "*"
                stance = "deny"
                [[surface]]
                id = "build/*"
                stance = "watch"
                mode = "enforce"
                reason = "every build writes\tthem"
                """,
                ""));

    assertThat(policy.stance(Samples.surface("build/make")))
        .isEqualTo(
            new Ruling<>(
                Stance.WATCH,
                Layer.USER,
                "USER",
                "surface \"build/*\" (line 8): every build writes\\tthem"));
    assertThat(policy.stance(Samples.surface("claude-code/skills")))
        .isEqualTo(new Ruling<>(Stance.DENY, Layer.USER, "USER", "surface \"*\" (line 5)"));
    assertThat(policy.mode(Samples.surface("build/make")).value()).isEqualTo(Mode.ENFORCE);
    assertThat(policy.mode(Samples.surface("shell/startup")))
        .isEqualTo(new Ruling<>(Mode.REPORT, Layer.USER, "USER", "mode (line 2)"));
  }

  @Test
  void theFloorNamesItself() {
    Policy policy =
        Samples.policy(
            Samples.load(
                "version = 1\n[floor]\nsurfaces = [\"shell/*\",\n  \"build/*\"]",
                "version = 1\nmode = \"report\"",
                ""));

    assertThat(policy.mode(Samples.surface("build/make")))
        .isEqualTo(
            new Ruling<>(
                Mode.ENFORCE, Layer.ENTERPRISE, "ENTERPRISE", "floor \"build/*\" (line 4)"));
  }

  @Test
  void theWorkspaceIsMeasuredAgainstWhatTheFloorLeft() {
    PolicyResult result =
        Samples.load(
            "version = 1\n[floor]\nsurfaces = [\"*\"]",
            "version = 1\n[[surface]]\nid = \"shell/*\"\nstance = \"watch\"",
            "version = 1\n[[surface]]\nid = \"shell/*\"\nstance = \"ask\"");

    assertThat(Samples.problems(result))
        .containsExactly(
            "WORKSPACE:4:1: stance: a workspace may only tighten, and \"ask\" is looser than"
                + " \"deny\" for shell/startup (ENTERPRISE, floor \"*\" (line 3))");
  }

  @Test
  void problemsOfAllLayersAreReportedAtOnce() {
    PolicyResult result = Samples.load("mode = 1", "version = 2", "version = 1\nmode = \"report\"");

    assertThat(Samples.problems(result))
        .containsExactly(
            "ENTERPRISE:1:1: version: expected version = 1, found none",
            "ENTERPRISE:1:1: mode: expected \"report\" or \"enforce\", found 1",
            "USER:1:1: version: expected 1, found 2",
            "WORKSPACE:2:1: mode: a workspace may only set \"enforce\"");
  }
}
