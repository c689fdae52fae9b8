package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Pack;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class SurfacesCommandTest {

  private static final Catalogue CATALOGUE = Catalogue.load();

  private final Capture capture = new Capture();

  private int run(String... arguments) {
    return capture.run(new SurfacesCommand(capture.surroundings()), arguments);
  }

  @Test
  void listsTheSurfacesOfATool() {
    assertThat(run("--tool", "claude-code")).isZero();
    assertThat(capture.err()).isEmpty();
    assertThat(capture.out())
        .startsWith("Claude Code (claude-code), checked ")
        .contains("**/.claude/settings.json")
        .endsWith(" of 1 tool\n");
  }

  @Test
  void wrapsWhatIsProse() {
    assertThat(run()).isZero();
    assertThat(capture.out().lines().filter(line -> line.startsWith("      ")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 80 || !line.strip().contains(" "));
  }

  @Test
  void jsonLosesNothingOfTheCatalogue() throws IOException {
    assertThat(run("--format", "json")).isZero();
    JsonSchemaTest.assertValid(JsonSchemaTest.ours("json-surfaces.schema.json"), capture.out());
    Set<String> strings = strings(capture.out());
    for (Pack pack : CATALOGUE.packs()) {
      assertThat(strings).contains(pack.tool(), pack.title(), pack.verified(), pack.group());
      assertThat(strings).containsAll(pack.relocations().values());
      for (Surface surface : pack.surfaces()) {
        assertThat(strings).contains(surface.id().toString(), surface.why());
        assertThat(strings).containsAll(surface.paths()).containsAll(surface.except());
        assertThat(strings).containsAll(surface.commands()).containsAll(surface.references());
        assertThat(strings).containsAll(surface.keys().churn());
        assertThat(strings).containsAll(surface.keys().executes());
        assertThat(strings).containsAll(surface.keys().loosens());
        assertThat(strings).containsAll(surface.keys().steers());
        assertThat(strings).containsAll(surface.keys().secret());
      }
      for (Pack.Agent agent : pack.agents()) {
        assertThat(strings).containsAll(agent.exe()).containsAll(agent.comm());
        assertThat(strings).containsAll(agent.args()).containsAll(agent.env());
        assertThat(strings).containsAll(agent.state()).contains(agent.note());
      }
      for (Pack.Churn churn : pack.churn()) {
        assertThat(strings).containsAll(churn.paths()).contains(churn.why());
      }
      for (Pack.Uncovered uncovered : pack.uncovered()) {
        assertThat(strings).contains(uncovered.what(), uncovered.why());
      }
    }
  }

  @Test
  void filtersAddUp() {
    assertThat(run("--kind", "mcp", "--kind", "hooks", "--effect", "executes", "--stance", "deny"))
        .isZero();
    assertThat(capture.out()).contains(": mcp, executes", ": hooks, executes");
    assertThat(capture.out()).doesNotContain(": rules,", ", loosens\n", ", ask\n");
  }

  @Test
  void recalledFactsCanBeListed() {
    assertThat(run("--recalled")).isZero();
    assertThat(capture.out().lines().filter(line -> line.matches("  [a-z0-9-]+: .*")))
        .allMatch(line -> line.endsWith(", recalled"));
  }

  @Test
  void unknownNamesAreOneClearLine() {
    assertThat(run("--tool", "clod\u001b")).isEqualTo(2);
    assertThat(capture.err())
        .startsWith("guard: error: there is no tool called clod\\x1b\nguard: hint: tools are ")
        .contains("claude-code");
    assertThat(capture.out()).isEmpty();
    assertThat(run("--kind", "nothing")).isEqualTo(2);
    assertThat(run("--effect", "nothing")).isEqualTo(2);
    assertThat(run("--stance", "nothing")).isEqualTo(2);
    assertThat(run("--format", "xml")).isEqualTo(2);
    assertThat(capture.out()).isEmpty();
  }

  private static Set<String> strings(String json) {
    Set<String> strings = new HashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          strings.add(parser.getString());
        }
      }
    }
    return strings;
  }
}
