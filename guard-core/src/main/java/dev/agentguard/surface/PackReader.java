package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Reads packs from TOML at build time, and reports every problem of every pack at once.
 *
 * <p>The format is that of {@code docs/packs.md}. Unknown keys are problems.
 */
final class PackReader {

  private static final Set<String> PACK_KEYS =
      Set.of(
          "tool",
          "title",
          "verified",
          "group",
          "relocations",
          "places",
          "surface",
          "agent",
          "churn",
          "uncovered");
  private static final Set<String> GROUPS =
      Set.of(
          "agent",
          "git",
          "shell",
          "editor",
          "packages",
          "tasks",
          "credentials",
          "autostart",
          "guard");
  private static final Set<String> SURFACE_KEYS =
      Set.of(
          "id",
          "paths",
          "except",
          "kind",
          "effect",
          "gated",
          "stance",
          "format",
          "guard",
          "keys",
          "commands",
          "references",
          "base",
          "confidence",
          "why",
          "match",
          "nomatch");
  private static final Set<String> RULE_KEYS =
      Set.of("executes", "loosens", "steers", "secret", "churn");
  private static final Set<String> AGENT_KEYS =
      Set.of("exe", "comm", "args", "env", "state", "confidence", "note");

  /** A surface with the samples that prove its patterns. */
  record Sampled(Surface surface, List<String> match, List<String> nomatch) {}

  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<String>> places = new LinkedHashMap<>();
  private final List<Sampled> samples = new ArrayList<>();

  /** What is wrong, one line each, empty if nothing is. */
  List<String> problems() {
    return problems;
  }

  Map<String, List<String>> places() {
    return places;
  }

  List<Sampled> samples() {
    return samples;
  }

  /** Reads one pack; what cannot be read is left out and reported as a problem. */
  Pack read(String fileName, String text) {
    JsonNode root;
    try {
      root = new TomlMapper().readTree(text);
    } catch (JacksonException e) {
      problems.add(fileName + ": " + e.getOriginalMessage());
      return new Pack("broken", "", "", "", Map.of(), List.of(), List.of(), List.of(), List.of());
    }
    Table pack = new Table(fileName, root);
    pack.allow(PACK_KEYS);
    String tool = pack.string("tool");
    if (!fileName.equals(tool + ".toml") || !tool.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      pack.problem("tool must be the file's name without .toml");
    }
    String verified = pack.string("verified");
    if (!verified.matches("20[0-9]{2}-(0[1-9]|1[0-2])")) {
      pack.problem("verified must be a year and a month, such as 2026-08");
    }
    String group = pack.string("group");
    if (!GROUPS.contains(group)) {
      pack.problem("group must be one of " + GROUPS);
    }
    places(pack);
    Map<String, String> relocations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("relocations").properties()) {
      relocations.put(entry.getKey(), entry.getValue().asString());
      if (!entry.getValue().asString().matches("~|(~/|/).+")) {
        pack.problem("a relocation moves a place below ~/ or /: " + entry.getKey());
      }
    }
    String title = pack.string("title");
    List<Surface> surfaces = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Table table : pack.tables("surface")) {
      Surface surface = surface(tool, title, table);
      surfaces.add(surface);
      if (!ids.add(surface.id().name())) {
        table.problem("id is used twice in this pack");
      }
    }
    List<Pack.Agent> agents = new ArrayList<>();
    for (Table table : pack.tables("agent")) {
      agents.add(agent(table));
    }
    List<Pack.Churn> churn = new ArrayList<>();
    for (Table table : pack.tables("churn")) {
      table.allow(Set.of("paths", "why", "confidence"));
      churn.add(new Pack.Churn(table.strings("paths", true), table.string("why")));
    }
    List<Pack.Uncovered> uncovered = new ArrayList<>();
    for (Table table : pack.tables("uncovered")) {
      table.allow(Set.of("what", "why", "confidence"));
      uncovered.add(new Pack.Uncovered(table.string("what"), table.string("why")));
    }
    return new Pack(tool, title, verified, group, relocations, surfaces, agents, churn, uncovered);
  }

  private void places(Table pack) {
    for (Map.Entry<String, JsonNode> entry : pack.node.path("places").properties()) {
      List<String> directories = new ArrayList<>();
      entry.getValue().forEach(directory -> directories.add(directory.asString()));
      if (places.putIfAbsent(entry.getKey(), directories) != null) {
        pack.problem("place is declared twice: " + entry.getKey());
      }
    }
  }

  private Surface surface(String tool, String title, Table table) {
    table.allow(SURFACE_KEYS);
    String id = table.string("id");
    Table named = new Table(table.name + " [" + id + "]", table.node);
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      named.problem("id is lower-case letters, digits and hyphens");
    }
    Format format = named.choice("format", Format.class, null);
    Guard guard = named.choice("guard", Guard.class, null);
    KeyRules keys = rules(named);
    if ((guard == Guard.KEYS || guard == Guard.EXCEPT) && !format.keyed()) {
      named.problem("guard = keys and except need a format with keys");
    }
    if (guard == Guard.KEYS
        && keys.executes().isEmpty()
        && keys.loosens().isEmpty()
        && keys.steers().isEmpty()
        && keys.secret().isEmpty()) {
      named.problem("guard = keys needs keys");
    }
    String confidence = named.optional("confidence", "");
    if (!confidence.isEmpty() && !confidence.equals("recalled")) {
      named.problem("confidence is recalled or absent");
    }
    Surface surface =
        new Surface(
            new SurfaceId(tool, id),
            title,
            named.strings("paths", true),
            named.strings("except", false),
            named.choice("kind", Kind.class, null),
            named.choice("effect", Effect.class, null),
            named.node.path("gated").asBoolean(false),
            named.choice("stance", Stance.class, Stance.DENY),
            format,
            guard,
            keys,
            named.strings("commands", false),
            named.strings("references", false),
            named.choice("base", Base.class, Base.WORKSPACE),
            confidence.equals("recalled"),
            named.string("why"));
    samples.add(new Sampled(surface, named.strings("match", true), named.strings("nomatch", true)));
    return surface;
  }

  private KeyRules rules(Table surface) {
    if (!surface.node.has("keys")) {
      return KeyRules.NONE;
    }
    Table table = new Table(surface.name + " keys", surface.node.path("keys"));
    table.allow(RULE_KEYS);
    return new KeyRules(
        table.strings("executes", false),
        table.strings("loosens", false),
        table.strings("steers", false),
        table.strings("secret", false),
        table.strings("churn", false));
  }

  private Pack.Agent agent(Table table) {
    table.allow(AGENT_KEYS);
    Pack.Agent agent =
        new Pack.Agent(
            table.strings("exe", false),
            table.strings("comm", false),
            table.strings("args", false),
            table.strings("env", false),
            table.strings("state", false),
            table.optional("confidence", "").equals("recalled"),
            table.optional("note", ""));
    if (agent.exe().isEmpty() && agent.comm().isEmpty() && agent.args().isEmpty()) {
      table.problem("an agent needs exe, comm or args");
    }
    return agent;
  }

  /** One TOML table with the place where it stands, for messages. */
  private final class Table {
    final String name;
    final JsonNode node;

    Table(String name, JsonNode node) {
      this.name = name;
      this.node = node;
    }

    void problem(String message) {
      problems.add(name + ": " + message);
    }

    void allow(Set<String> keys) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (!keys.contains(entry.getKey())) {
          problem("unknown key " + entry.getKey());
        }
      }
    }

    List<Table> tables(String key) {
      List<Table> tables = new ArrayList<>();
      for (JsonNode element : node.path(key)) {
        tables.add(new Table(name + " " + key + " " + (tables.size() + 1), element));
      }
      return tables;
    }

    String string(String key) {
      JsonNode value = node.path(key);
      if (!value.isString() || value.asString().isBlank()) {
        problem(key + " must be a text");
        return "";
      }
      return value.asString();
    }

    String optional(String key, String otherwise) {
      return node.has(key) ? string(key) : otherwise;
    }

    List<String> strings(String key, boolean required) {
      List<String> values = new ArrayList<>();
      JsonNode array = node.path(key);
      if (!array.isMissingNode() && !array.isArray()) {
        problem(key + " must be a list of texts");
      }
      for (JsonNode element : array) {
        if (element.isString() && !element.asString().isEmpty()) {
          values.add(element.asString());
        } else {
          problem(key + " must be a list of texts");
        }
      }
      if (required && values.isEmpty()) {
        problem(key + " must not be empty");
      }
      return values;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, @Nullable E otherwise) {
      if (!node.has(key) && otherwise != null) {
        return otherwise;
      }
      String written = string(key);
      for (E constant : type.getEnumConstants()) {
        if (constant.name().toLowerCase(Locale.ROOT).equals(written)) {
          return constant;
        }
      }
      problem(key + " has an unknown value: " + written);
      return type.getEnumConstants()[0];
    }
  }
}
