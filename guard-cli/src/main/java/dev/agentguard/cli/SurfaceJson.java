package dev.agentguard.cli;

import dev.agentguard.surface.KeyRules;
import dev.agentguard.surface.Pack;
import dev.agentguard.surface.Surface;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The JSON of packs and surfaces: everything that the catalogue holds about them. */
final class SurfaceJson {

  private SurfaceJson() {}

  /** A pack with some of its surfaces. */
  static void pack(JsonGenerator json, Pack pack, List<Surface> surfaces) {
    json.writeStartObject();
    json.writeStringProperty("tool", pack.tool());
    json.writeStringProperty("title", pack.title());
    json.writeStringProperty("verified", pack.verified());
    json.writeStringProperty("group", pack.group());
    json.writeObjectPropertyStart("relocations");
    for (Map.Entry<String, String> move : new TreeMap<>(pack.relocations()).entrySet()) {
      json.writeStringProperty(move.getKey(), move.getValue());
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("surfaces");
    for (Surface surface : surfaces) {
      surface(json, surface);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("agents");
    for (Pack.Agent agent : pack.agents()) {
      agent(json, agent);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("churn");
    for (Pack.Churn churn : pack.churn()) {
      json.writeStartObject();
      JsonDocument.list(json, "paths", churn.paths());
      json.writeStringProperty("why", churn.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("uncovered");
    for (Pack.Uncovered uncovered : pack.uncovered()) {
      json.writeStartObject();
      json.writeStringProperty("what", uncovered.what());
      json.writeStringProperty("why", uncovered.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void surface(JsonGenerator json, Surface surface) {
    json.writeStartObject();
    json.writeStringProperty("id", surface.id().toString());
    json.writeStringProperty("tool", surface.id().tool());
    json.writeStringProperty("title", surface.toolTitle());
    json.writeStringProperty("kind", lower(surface.kind()));
    json.writeStringProperty("effect", lower(surface.effect()));
    json.writeBooleanProperty("gated", surface.gated());
    json.writeStringProperty("stance", lower(surface.stance()));
    json.writeStringProperty("format", lower(surface.format()));
    json.writeStringProperty("guard", lower(surface.guard()));
    JsonDocument.list(json, "paths", surface.paths());
    JsonDocument.list(json, "except", surface.except());
    KeyRules keys = surface.keys();
    json.writeObjectPropertyStart("keys");
    JsonDocument.list(json, "executes", keys.executes());
    JsonDocument.list(json, "loosens", keys.loosens());
    JsonDocument.list(json, "steers", keys.steers());
    JsonDocument.list(json, "secret", keys.secret());
    JsonDocument.list(json, "churn", keys.churn());
    JsonDocument.list(json, "closed", keys.closed());
    json.writeEndObject();
    JsonDocument.list(json, "commands", surface.commands());
    JsonDocument.list(json, "references", surface.references());
    json.writeStringProperty("base", lower(surface.base()));
    json.writeBooleanProperty("recalled", surface.recalled());
    json.writeStringProperty("why", surface.why());
    json.writeEndObject();
  }

  private static void agent(JsonGenerator json, Pack.Agent agent) {
    json.writeStartObject();
    JsonDocument.list(json, "exe", agent.exe());
    JsonDocument.list(json, "comm", agent.comm());
    JsonDocument.list(json, "args", agent.args());
    JsonDocument.list(json, "env", agent.env());
    JsonDocument.list(json, "state", agent.state());
    json.writeBooleanProperty("host", agent.host());
    json.writeBooleanProperty("recalled", agent.recalled());
    json.writeStringProperty("note", agent.note());
    json.writeEndObject();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
