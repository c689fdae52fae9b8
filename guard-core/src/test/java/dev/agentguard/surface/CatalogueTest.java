package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The compiled catalogue against the packs, read by another parser. */
class CatalogueTest {

  private static final Path PACKS = Path.of("../baselines");

  private final Catalogue catalogue = Catalogue.load();

  @Test
  void everyFieldOfEveryPackIsThere() throws IOException {
    List<Pack> expected = new ArrayList<>();
    for (TomlParseResult toml : packs()) {
      expected.add(pack(toml));
    }
    assertThat(catalogue.packs()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(catalogue.packs().get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void theSurfacesAreThoseOfThePacksInTheirOrder() {
    List<Surface> expected = new ArrayList<>();
    catalogue.packs().forEach(pack -> expected.addAll(pack.surfaces()));
    assertThat(catalogue.surfaces()).isEqualTo(expected).hasSizeGreaterThan(500);
    assertThat(new TreeSet<>(expected.stream().map(Surface::id).toList())).hasSameSizeAs(expected);
  }

  @Test
  void theRelocationsAreThoseOfAllPacks() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (TomlParseResult toml : packs()) {
      TomlTable relocations = toml.getTableOrEmpty("relocations");
      for (String variable : relocations.keySet()) {
        expected.put(variable, relocations.getString(variable, () -> ""));
      }
    }
    assertThat(catalogue.relocations()).isEqualTo(expected);
    assertThat(expected)
        .containsEntry("CLAUDE_CONFIG_DIR", "~/.claude")
        .containsEntry("CODEX_HOME", "~/.codex")
        .containsEntry("ZDOTDIR", "~");
  }

  @Test
  void everySampleOfEveryPackBehavesAsItSays() throws IOException {
    for (TomlParseResult toml : packs()) {
      for (TomlTable surface : tables(toml, "surface")) {
        SurfaceId id = new SurfaceId(text(toml, "tool"), text(surface, "id"));
        assertThat(texts(surface, "match")).allSatisfy(path -> assertThat(ids(path)).contains(id));
        assertThat(texts(surface, "nomatch"))
            .allSatisfy(path -> assertThat(ids(path)).doesNotContain(id));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    ".claude/settings.json, claude-code/settings",
    "a/b/c/.CLAUDE/Settings.JSON, claude-code/settings",
    ".Claude/settings.json.::$DATA, claude-code/settings",
    ".git/config, git/repo-config",
    ".git/modules/a/b/config, git/repo-config",
    "~/.bashrc, bash/startup",
    "%USERPROFILE%/.gitconfig, git/global-config",
    "C:/ProgramData/Git/config, git/global-config",
    "/etc/gitconfig, git/global-config",
  })
  void aPathHasItsSurface(String path, String id) {
    assertThat(ids(path)).extracting(SurfaceId::toString).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "src/main.c",
    "README",
    "claude/settings.json",
    ".bashrc/x",
    "~/Documents/letter.odt"
  })
  void anOrdinaryPathHasNone(String path) {
    assertThat(ids(path)).isEmpty();
  }

  @Test
  void aTreatmentChangesTheStanceAndNothingElse() {
    Catalogue watched = catalogue.under(surface -> Stance.WATCH);
    assertThat(watched.surfaces()).allMatch(surface -> surface.stance() == Stance.WATCH);
    assertThat(watched.surfaces())
        .isEqualTo(
            catalogue.surfaces().stream().map(surface -> surface.with(Stance.WATCH)).toList());
    assertThat(catalogue.under(Surface::stance).surfaces()).isEqualTo(catalogue.surfaces());
  }

  private List<SurfaceId> ids(String path) {
    return catalogue.surfacesOf(path).stream().map(Surface::id).toList();
  }

  private static List<TomlParseResult> packs() throws IOException {
    List<Path> files;
    try (var entries = Files.list(PACKS)) {
      files = entries.filter(file -> file.toString().endsWith(".toml")).sorted().toList();
    }
    List<TomlParseResult> packs = new ArrayList<>();
    for (Path file : files) {
      TomlParseResult toml = Toml.parse(file);
      assertThat(toml.errors()).as(file.toString()).isEmpty();
      packs.add(toml);
    }
    return packs;
  }

  private static Pack pack(TomlTable toml) {
    List<Surface> surfaces = new ArrayList<>();
    for (TomlTable surface : tables(toml, "surface")) {
      surfaces.add(surface(toml, surface));
    }
    List<Pack.Agent> agents = new ArrayList<>();
    for (TomlTable agent : tables(toml, "agent")) {
      agents.add(
          new Pack.Agent(
              texts(agent, "exe"),
              texts(agent, "comm"),
              texts(agent, "args"),
              texts(agent, "env"),
              texts(agent, "state"),
              Boolean.TRUE.equals(agent.getBoolean("host")),
              text(agent, "confidence").equals("recalled"),
              text(agent, "note")));
    }
    List<Pack.Churn> churn = new ArrayList<>();
    for (TomlTable table : tables(toml, "churn")) {
      churn.add(new Pack.Churn(texts(table, "paths"), text(table, "why")));
    }
    List<Pack.Uncovered> uncovered = new ArrayList<>();
    for (TomlTable table : tables(toml, "uncovered")) {
      uncovered.add(new Pack.Uncovered(text(table, "what"), text(table, "why")));
    }
    Map<String, String> relocations = new TreeMap<>();
    TomlTable moves = toml.getTableOrEmpty("relocations");
    for (String variable : moves.keySet()) {
      relocations.put(variable, text(moves, variable));
    }
    return new Pack(
        text(toml, "tool"),
        text(toml, "title"),
        text(toml, "verified"),
        text(toml, "group"),
        relocations,
        surfaces,
        agents,
        churn,
        uncovered);
  }

  private static Surface surface(TomlTable pack, TomlTable toml) {
    TomlTable keys = toml.getTableOrEmpty("keys");
    return new Surface(
        new SurfaceId(text(pack, "tool"), text(toml, "id")),
        text(pack, "title"),
        texts(toml, "paths"),
        texts(toml, "except"),
        Kind.valueOf(word(toml, "kind")),
        Effect.valueOf(word(toml, "effect")),
        toml.getBoolean("gated", () -> false),
        toml.contains("stance") ? Stance.valueOf(word(toml, "stance")) : Stance.DENY,
        Format.valueOf(word(toml, "format")),
        Guard.valueOf(word(toml, "guard")),
        new KeyRules(
            texts(keys, "executes"),
            texts(keys, "loosens"),
            texts(keys, "steers"),
            texts(keys, "secret"),
            texts(keys, "churn"),
            texts(keys, "closed")),
        texts(toml, "commands"),
        texts(toml, "references"),
        toml.contains("base") ? Base.valueOf(word(toml, "base")) : Base.WORKSPACE,
        text(toml, "confidence").equals("recalled"),
        text(toml, "why"));
  }

  private static String word(TomlTable table, String key) {
    return text(table, key).toUpperCase(Locale.ROOT);
  }

  private static String text(TomlTable table, String key) {
    return table.getString(List.of(key), () -> "");
  }

  private static List<String> texts(TomlTable table, String key) {
    TomlArray array = table.getArrayOrEmpty(List.of(key));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      texts.add(array.getString(i));
    }
    return texts;
  }

  private static List<TomlTable> tables(TomlTable table, String key) {
    TomlArray array = table.getArrayOrEmpty(List.of(key));
    List<TomlTable> tables = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      tables.add(array.getTable(i));
    }
    return tables;
  }
}
