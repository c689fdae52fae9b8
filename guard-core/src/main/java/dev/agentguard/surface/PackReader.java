package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
      Set.of("executes", "loosens", "steers", "secret", "churn", "closed");
  private static final Set<String> AGENT_KEYS =
      Set.of("exe", "comm", "args", "env", "state", "host", "confidence", "note");

  private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

  /** A surface with the samples that prove its patterns. */
  record Sampled(Surface surface, List<String> match, List<String> nomatch) {}

  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<String>> places = new LinkedHashMap<>();
  private final Map<String, String> relocations = new HashMap<>();
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
    if (!tool.isEmpty() && !(fileName.equals(tool + ".toml") && tool.matches(NAME))) {
      pack.problem("tool must be the file's name without .toml: a-z, 0-9 and hyphens");
    }
    String verified = pack.string("verified");
    if (!verified.isEmpty() && !verified.matches("20[0-9]{2}-(0[1-9]|1[0-2])")) {
      pack.problem("verified must be a year and a month, such as 2026-08");
    }
    String group = pack.string("group");
    if (!group.isEmpty() && !GROUPS.contains(group)) {
      pack.problem("group must be one of " + new TreeSet<>(GROUPS));
    }
    places(pack);
    Map<String, String> relocations = relocations(pack);
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
      table.recalled();
      churn.add(new Pack.Churn(table.strings("paths", true), table.string("why")));
    }
    List<Pack.Uncovered> uncovered = new ArrayList<>();
    for (Table table : pack.tables("uncovered")) {
      table.allow(Set.of("what", "why", "confidence"));
      table.recalled();
      uncovered.add(new Pack.Uncovered(table.string("what"), table.string("why")));
    }
    return new Pack(tool, title, verified, group, relocations, surfaces, agents, churn, uncovered);
  }

  private Map<String, String> relocations(Table pack) {
    Table table = pack.table("relocations");
    Map<String, String> own = new LinkedHashMap<>();
    for (String variable : table.node.propertyNames()) {
      String usual = table.string(variable);
      if (!usual.isEmpty() && !usual.matches("~|(~/|/).+")) {
        table.problem("a relocation moves ~ or a place below ~/ or /: " + variable);
      }
      if (!usual.equals(relocations.merge(variable, usual, (first, second) -> first))) {
        table.problem("another pack says that " + variable + " moves another place");
      }
      own.put(variable, usual);
    }
    return own;
  }

  private void places(Table pack) {
    Table table = pack.table("places");
    for (String place : table.node.propertyNames()) {
      if (places.putIfAbsent(place, table.strings(place, true)) != null) {
        table.problem("place is declared twice: " + place);
      }
    }
  }

  private Surface surface(String tool, String title, Table table) {
    table.allow(SURFACE_KEYS);
    String id = table.string("id");
    Table named = new Table(table.name + " [" + id + "]", table.node);
    if (!id.isEmpty() && !id.matches(NAME)) {
      named.problem("id is lower-case letters, digits and hyphens");
    }
    int before = problems.size();
    Format format = named.choice("format", Format.class, null);
    Guard guard = named.choice("guard", Guard.class, null);
    KeyRules keys = rules(named, format);
    boolean readable = problems.size() == before;
    if (readable && (guard == Guard.KEYS || guard == Guard.EXCEPT) && !format.keyed()) {
      named.problem("guard = keys and except need a format with keys");
    }
    if (readable
        && guard == Guard.KEYS
        && keys.executes().isEmpty()
        && keys.loosens().isEmpty()
        && keys.steers().isEmpty()
        && keys.secret().isEmpty()) {
      named.problem("guard = keys needs keys");
    }
    Surface surface =
        new Surface(
            new SurfaceId(tool, id),
            title,
            named.strings("paths", true),
            named.strings("except", false),
            named.choice("kind", Kind.class, null),
            named.choice("effect", Effect.class, null),
            named.flag("gated"),
            named.choice("stance", Stance.class, Stance.DENY),
            format,
            guard,
            keys,
            named.keys("commands", format),
            named.keys("references", format),
            named.choice("base", Base.class, Base.WORKSPACE),
            named.recalled(),
            named.string("why"));
    samples.add(new Sampled(surface, named.strings("match", true), named.strings("nomatch", true)));
    return surface;
  }

  private KeyRules rules(Table surface, Format format) {
    if (!surface.node.has("keys")) {
      return KeyRules.NONE;
    }
    Table table = surface.table("keys");
    table.allow(RULE_KEYS);
    return new KeyRules(
        table.keys("executes", format),
        table.keys("loosens", format),
        table.keys("steers", format),
        table.keys("secret", format),
        table.keys("churn", format),
        table.keys("closed", format));
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
            table.flag("host"),
            table.recalled(),
            table.optional("note", ""));
    if (agent.exe().isEmpty()
        && agent.comm().isEmpty()
        && agent.args().isEmpty()
        && agent.env().isEmpty()) {
      table.problem("an agent needs exe, comm, args or env");
    }
    List<String> patterns = new ArrayList<>(agent.exe());
    patterns.addAll(agent.args());
    for (String pattern : patterns) {
      try {
        ProgramPattern.of(pattern);
      } catch (IllegalArgumentException e) {
        table.problem(String.valueOf(e.getMessage()));
      }
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

    /** The table of a key, empty if there is none. */
    Table table(String key) {
      JsonNode table = node.path(key);
      if (!table.isMissingNode() && !table.isObject()) {
        problem(key + " must be a table");
      }
      return new Table(name + " " + key, table);
    }

    List<Table> tables(String key) {
      List<Table> tables = new ArrayList<>();
      JsonNode array = node.path(key);
      if (!array.isMissingNode() && !array.isArray()) {
        problem(key + " must be written as [[" + key + "]]");
        return tables;
      }
      for (JsonNode element : array) {
        tables.add(new Table(name + " " + key + " " + (tables.size() + 1), element));
      }
      return tables;
    }

    boolean flag(String key) {
      if (node.has(key) && !node.path(key).isBoolean()) {
        problem(key + " must be true or false");
      }
      return node.path(key).isBoolean() && node.path(key).booleanValue();
    }

    boolean recalled() {
      String confidence = optional("confidence", "");
      if (!confidence.isEmpty() && !confidence.equals("recalled")) {
        problem("confidence is recalled or absent");
      }
      return confidence.equals("recalled");
    }

    /** Patterns of keys: git's own names for its files, and JSON pointers for all others. */
    List<String> keys(String key, Format format) {
      List<String> patterns = strings(key, false);
      for (String pattern : patterns) {
        if (!pattern.startsWith("/") && format != Format.GITCONFIG) {
          problem(key + " are JSON pointers, which start with a slash: " + pattern);
        }
      }
      return patterns;
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
      boolean texts = array.isMissingNode() || array.isArray();
      for (JsonNode element : array) {
        texts &= element.isString() && !element.asString("").isEmpty();
        values.add(element.asString(""));
      }
      if (!texts) {
        problem(key + " must be a list of texts");
        return List.of();
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
      if (!written.isEmpty()) {
        problem(key + " has an unknown value: " + written);
      }
      return type.getEnumConstants()[0];
    }
  }
}
