package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.surface.Surface;
import dev.agentguard.surface.SurfaceId;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * The report in SARIF 2.1.0, for code scanning services: a rule for each surface, a result for each
 * finding, a notification for each problem and each command that no digest covers.
 */
final class SarifRenderer implements ReportRenderer {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final FindingText findingText;

  SarifRenderer(ReportStyle style) {
    this.findingText = new FindingText(style, "");
  }

  @Override
  public void render(Report report, PrintStream out) {
    Map<SurfaceId, Surface> rules = new TreeMap<>();
    for (Finding finding : report.findings()) {
      rules.putIfAbsent(finding.surface().id(), finding.surface());
    }
    JsonDocument.write(out, json -> log(json, report, List.copyOf(rules.values())));
  }

  private void log(JsonGenerator json, Report report, List<Surface> rules) {
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    tool(json, rules);
    invocation(json, report);
    bases(json);
    json.writeStringProperty("columnKind", "unicodeCodePoints");
    json.writeArrayPropertyStart("results");
    for (Finding finding : report.findings()) {
      result(json, finding, rules);
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("target", Escaping.escape(report.target()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void tool(JsonGenerator json, Collection<Surface> rules) {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "guard");
    String version = SarifRenderer.class.getPackage().getImplementationVersion();
    if (version != null) {
      json.writeStringProperty("version", version);
    }
    json.writeArrayPropertyStart("rules");
    for (Surface rule : rules) {
      json.writeStartObject();
      json.writeStringProperty("id", rule.id().toString());
      text(json, "shortDescription", rule.toolTitle() + ": " + rule.id().name());
      text(json, "fullDescription", rule.why());
      text(
          json,
          "help",
          rule.why()
              + "\nProtected: "
              + String.join(", ", rule.paths())
              + "\n`guard diff PATH` shows a change, `guard approve PATH` accepts it.");
      json.writeObjectPropertyStart("properties");
      JsonDocument.list(json, "tags", List.of(lower(rule.kind()), lower(rule.effect())));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void invocation(JsonGenerator json, Report report) {
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", report.problems().isEmpty());
    json.writeNumberProperty("exitCode", report.exitCode());
    json.writeArrayPropertyStart("toolExecutionNotifications");
    for (Problem problem : report.problems()) {
      notification(json, "error", problem.path(), "could not be verified: " + problem.reason());
    }
    for (Report.Gap gap : report.uncovered()) {
      notification(json, "note", gap.path(), "not covered: " + gap.text() + " " + gap.reason());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void notification(JsonGenerator json, String level, String path, String what) {
    json.writeStartObject();
    json.writeStringProperty("level", level);
    message(json, Escaping.escape(path) + ": " + what);
    json.writeArrayPropertyStart("locations");
    location(json, path, List.of());
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void bases(JsonGenerator json) {
    json.writeObjectPropertyStart("originalUriBaseIds");
    json.writeObjectPropertyStart(PathUri.WORKSPACE);
    text(json, "description", "The root of the workspace.");
    json.writeEndObject();
    json.writeObjectPropertyStart(PathUri.HOME);
    text(json, "description", "The user's home directory.");
    json.writeEndObject();
    json.writeEndObject();
  }

  private void result(JsonGenerator json, Finding finding, List<Surface> rules) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.surface().id().toString());
    json.writeNumberProperty("ruleIndex", indexOf(rules, finding.surface().id()));
    if (!finding.fails()) {
      json.writeStringProperty("kind", "informational");
    }
    json.writeStringProperty("level", level(finding.severity()));
    StringBuilder text = new StringBuilder();
    text.append(finding.kind().id().replace('-', ' ')).append(": ");
    findingText.append(text, finding);
    message(json, text.toString().stripTrailing());
    json.writeArrayPropertyStart("locations");
    location(json, finding.path(), finding.hidden());
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty("guard/v1", finding.fingerprint());
    json.writeEndObject();
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("kind", finding.kind().id());
    json.writeStringProperty("severity", lower(finding.severity()));
    JsonRenderer.keys(json, finding.keys());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void location(JsonGenerator json, String path, List<Sighting> hidden) {
    PathUri uri = PathUri.of(path);
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", uri.uri());
    if (!uri.base().isEmpty()) {
      json.writeStringProperty("uriBaseId", uri.base());
    }
    json.writeEndObject();
    if (!hidden.isEmpty()) {
      Sighting first = hidden.get(0);
      json.writeObjectPropertyStart("region");
      json.writeNumberProperty("startLine", first.line());
      json.writeNumberProperty("startColumn", first.column());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** A message in which text of files makes no link. */
  private static void message(JsonGenerator json, String text) {
    text(json, "message", text.replace("](", "] ("));
  }

  private static void text(JsonGenerator json, String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private static int indexOf(List<Surface> rules, SurfaceId id) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
      case NOTICE -> "none";
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
