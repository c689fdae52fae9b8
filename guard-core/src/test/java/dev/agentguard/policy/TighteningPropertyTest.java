package dev.agentguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Surface;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the files say, loading answers, and a workspace never weakens anything. */
class TighteningPropertyTest {

  @Property(tries = 2000)
  void aWorkspaceNeverWeakens(
      @ForAll("policies") String enterprise,
      @ForAll("policies") String user,
      @ForAll("policies") String workspace) {
    PolicyResult without = Samples.load(enterprise, user, "");
    PolicyResult with = Samples.load(enterprise, user, workspace);

    if (without instanceof PolicyResult.Loaded below
        && with instanceof PolicyResult.Loaded loaded) {
      for (Surface surface : Samples.CATALOGUE.surfaces()) {
        assertThat(loaded.policy().stance(surface).value())
            .isLessThanOrEqualTo(below.policy().stance(surface).value());
        assertThat(loaded.policy().mode(surface).value())
            .isLessThanOrEqualTo(below.policy().mode(surface).value());
      }
      assertThat(loaded.policy().failOn().value())
          .isGreaterThanOrEqualTo(below.policy().failOn().value());
    }
    // A workspace cannot repair what is wrong below it.
    assertThat(Samples.problems(with)).containsAll(Samples.problems(without));
  }

  @Property(tries = 1000)
  void nobodyGoesBelowTheFloor(
      @ForAll("policies") String enterprise, @ForAll("policies") String user) {
    String floored = enterprise + "\n[floor]\nsurfaces = [\"*\"]\n";
    PolicyResult alone = Samples.load(floored, "", "");
    PolicyResult both = Samples.load(floored, user, "");

    if (alone instanceof PolicyResult.Loaded floor && both instanceof PolicyResult.Loaded loaded) {
      for (Surface surface : Samples.CATALOGUE.surfaces()) {
        assertThat(loaded.policy().stance(surface).value())
            .isLessThanOrEqualTo(floor.policy().stance(surface).value());
        assertThat(loaded.policy().mode(surface).value())
            .isLessThanOrEqualTo(floor.policy().mode(surface).value());
      }
    }
  }

  @Property(tries = 1000)
  void anyTextIsAnswered(@ForAll("lines") String text, @ForAll String noise) {
    assertThat(Samples.load(text, text + noise, noise)).isNotNull();
  }

  @Provide
  Arbitrary<String> policies() {
    Arbitrary<String> rule =
        Arbitraries.of("*", "build/*", "build/make", "*/s*", "claude-code/skills", "shell/?tartup")
            .flatMap(
                id ->
                    Arbitraries.of(
                            "stance = \"deny\"",
                            "stance = \"ask\"",
                            "stance = \"watch\"",
                            "mode = \"report\"",
                            "mode = \"enforce\"",
                            "stance = \"ask\"\nmode = \"enforce\"")
                        .map(says -> "[[surface]]\nid = \"" + id + "\"\n" + says + "\n"));
    Arbitrary<String> rules =
        rule.list()
            .ofMaxSize(3)
            .uniqueElements(TighteningPropertyTest::id)
            .map(TighteningPropertyTest::joined);
    Arbitrary<String> mode = Arbitraries.of("", "", "mode = \"report\"\n", "mode = \"enforce\"\n");
    Arbitrary<String> failOn =
        Arbitraries.of("", "", "low", "medium", "high", "critical")
            .map(word -> word.isEmpty() ? "" : "verify.fail_on = \"" + word + "\"\n");
    return Combinators.combine(mode, failOn, rules)
        .as((first, second, third) -> "version = 1\n" + first + second + third);
  }

  private static String id(String rule) {
    return rule.substring(0, rule.indexOf('\n', rule.indexOf("id")));
  }

  private static String joined(List<String> rules) {
    return String.join("", rules);
  }

  /** Lines that are nearly a policy, in any order. */
  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(
            "version = 1",
            "version = 1.0",
            "mode = \"report\"",
            "mode = ",
            "mode.x = 1",
            "[verify]",
            "verify = 3",
            "fail_on = \"low\"",
            "[[surface]]",
            "[surface]",
            "surface = [1, {id = \"*\"}]",
            "[[surface.x]]",
            "[[surface",
            "id = \"build/*\"",
            "id = \"\"",
            "id = [[[",
            "stance = \"ask\"",
            "stance = inf",
            "reason = \"\"\"",
            "'' = 1",
            "[floor]",
            "[[floor]]",
            "surfaces = [\"*\", 2]",
            "surfaces = 1979-05-27",
            "# comment",
            "\u0000",
            "}")
        .list()
        .ofMaxSize(12)
        .map(lines -> String.join("\n", lines));
  }
}
