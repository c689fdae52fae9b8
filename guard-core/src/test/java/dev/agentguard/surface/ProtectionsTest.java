package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionsTest {

  private static final String MODEST =
      """
      effect = "steers"
      stance = "ask"
      format = "json"
      guard = "keys"
      commands = ["/run"]
      references = ["/read"]
      why = "Modest."
      keys = { steers = ["/theme"], executes = ["/run"], churn = ["/seen"] }
      """;

  @Test
  void oneSurfaceIsItself(@TempDir Path folder) throws IOException {
    Catalogue catalogue = catalogue(folder, MODEST, MODEST);
    assertThat(new Protections(catalogue).of(new int[] {1})).isSameAs(catalogue.surface(1));
  }

  @Test
  void theKeysAndCommandsOfAllAreAddedUp(@TempDir Path folder) throws IOException {
    String other =
        MODEST
            .replace("\"/run\"]", "\"/run\", \"/start\"]")
            .replace("/read", "/load")
            .replace("/theme", "/rules")
            .replace("keys = {", "keys = { secret = [\"/token\"], loosens = [\"/allow\"],");
    Surface union = union(folder, MODEST, other);
    assertThat(union.keys().executes()).containsExactlyInAnyOrder("/run", "/start");
    assertThat(union.keys().steers()).containsExactlyInAnyOrder("/theme", "/rules");
    assertThat(union.keys().secret()).containsExactly("/token");
    assertThat(union.keys().loosens()).containsExactly("/allow");
    assertThat(union.commands()).containsExactlyInAnyOrder("/run", "/start");
    assertThat(union.references()).containsExactlyInAnyOrder("/read", "/load");
  }

  @ParameterizedTest
  @CsvSource({
    "stance = \"ask\", stance = \"deny\"",
    "stance = \"ask\", ",
    "guard = \"keys\", guard = \"except\"",
    "guard = \"keys\", guard = \"whole\"",
    "effect = \"steers\", effect = \"executes\"",
    "effect = \"steers\", effect = \"loosens\"",
  })
  void theStricterLeadsInEitherOrder(String from, String to, @TempDir Path folder)
      throws IOException {
    String stricter = MODEST.replace(from, to == null ? "" : to).replace("Modest", "Stricter");
    assertThat(union(folder, MODEST, stricter).why()).isEqualTo("Stricter.");
    assertThat(union(folder, stricter, MODEST).why()).isEqualTo("Stricter.");
  }

  @Test
  void theStanceCountsBeforeTheGuard(@TempDir Path folder) throws IOException {
    String whole = MODEST.replace("\"keys\"", "\"whole\"").replace("\"ask\"", "\"watch\"");
    Surface union = union(folder, whole, MODEST);
    assertThat(union.stance()).isEqualTo(Stance.ASK);
  }

  @Test
  void noReasonToGuardIsLostInAUnion(@TempDir Path folder) throws IOException {
    String whole =
        MODEST.replace("guard = \"keys\"", "guard = \"whole\"").replace("\"ask\"", "\"watch\"");
    assertThat(union(folder, whole, MODEST).id().name()).isEqualTo("two");
    String other = MODEST.replace("\"json\"", "\"yaml\"").replace("\"/run\"", "\"/elsewhere\"");
    Surface union = union(folder, MODEST.replace("\"ask\"", "\"deny\""), other);
    assertThat(union.format()).isEqualTo(Format.JSON);
    assertThat(union.commands()).containsExactly("/run");
  }

  private static Surface union(Path folder, String one, String two) throws IOException {
    return new Protections(catalogue(folder, one, two)).of(new int[] {0, 1});
  }

  private static Catalogue catalogue(Path folder, String... surfaces) throws IOException {
    List<String> names = List.of("one", "two");
    for (int i = 0; i < surfaces.length; i++) {
      String name = names.get(i);
      Files.writeString(
          folder.resolve(name + ".toml"),
          """
          tool = "NAME"
          title = "Tool"
          verified = "2026-08"
          group = "agent"
          [[surface]]
          id = "NAME"
          kind = "hooks"
          paths = ["**/file.json"]
          match = ["file.json"]
          nomatch = ["other.json"]
          """
                  .replace("NAME", name)
              + surfaces[i]);
    }
    return CatalogueOf.folder(folder);
  }

  @Test
  void aSurfaceOfBytesTakesOverTheFormatOfAnother() {
    Catalogue catalogue = Catalogue.load();
    PathMatcher matcher = catalogue.matcher();
    PathMatcher.State directory = matcher.next(matcher.root(Scope.WORKSPACE), ".ruler");

    Surface servers =
        new Protections(catalogue).of(matcher.step(directory, Folding.fold("mcp.json")).surfaces());
    Surface rules =
        new Protections(catalogue)
            .of(matcher.step(directory, Folding.fold("AGENTS.md")).surfaces());

    assertThat(servers.id().toString()).isEqualTo("config-generators/ruler");
    assertThat(servers.format()).isEqualTo(Format.JSONC);
    assertThat(servers.commands()).isNotEmpty();
    assertThat(rules.format()).isEqualTo(Format.MARKDOWN);
    assertThat(rules.stance()).isEqualTo(Stance.DENY);
  }
}
