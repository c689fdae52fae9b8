package dev.agentguard.cli;

import dev.agentguard.content.closure.Member;
import dev.agentguard.content.closure.Uncoverable;
import dev.agentguard.surface.Stance;
import dev.agentguard.verify.Explanation;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The JSON of explanations, described in {@code docs/reports.md}. */
final class ExplanationJson {

  private ExplanationJson() {}

  static void write(PrintStream out, List<Explanation> explanations) {
    JsonDocument.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("format", "guard-explanation");
          json.writeNumberProperty("version", 1);
          json.writeArrayPropertyStart("paths");
          for (Explanation explanation : explanations) {
            explanation(json, explanation);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void explanation(JsonGenerator json, Explanation explanation) {
    json.writeStartObject();
    JsonDocument.escaped(json, "path", explanation.path());
    json.writeStringProperty("there", explanation.there());
    json.writeArrayPropertyStart("protections");
    for (Explanation.Protection protection : explanation.protections()) {
      protection(json, protection);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void protection(JsonGenerator json, Explanation.Protection protection) {
    json.writeStartObject();
    json.writeName("surface");
    SurfaceJson.surface(json, protection.surface());
    JsonDocument.escaped(json, "because", protection.because());
    json.writeStringProperty("severity", lower(protection.severity()));
    json.writeBooleanProperty("finding", protection.surface().stance() != Stance.WATCH);
    json.writeStringProperty("unparsable", protection.unparsable());
    json.writeArrayPropertyStart("present");
    for (Explanation.GuardedKey key : protection.keys()) {
      json.writeStartObject();
      JsonDocument.escaped(json, "key", key.key());
      json.writeStringProperty("effect", lower(key.effect()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("closure");
    json.writeBooleanProperty("complete", protection.closure().complete());
    json.writeArrayPropertyStart("members");
    for (Member member : protection.closure().members()) {
      json.writeStartObject();
      JsonDocument.escaped(json, "path", member.path());
      json.writeStringProperty("role", lower(member.role()));
      JsonDocument.escaped(json, "because", member.because());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("uncovered");
    for (Uncoverable gap : protection.closure().gaps()) {
      json.writeStartObject();
      json.writeStringProperty("reason", gap.reason().sentence());
      JsonDocument.escaped(json, "text", gap.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
