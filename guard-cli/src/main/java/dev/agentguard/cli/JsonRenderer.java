package dev.agentguard.cli;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import dev.agentguard.verify.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The report for programs, complete; its schema is {@code docs/json-report.schema.json}. */
final class JsonRenderer implements ReportRenderer {

  /** Rises when a property goes away or changes its meaning; new properties may come without. */
  private static final int VERSION = 1;

  private final ReportStyle style;

  JsonRenderer(ReportStyle style) {
    this.style = style;
  }

  @Override
  public void render(Report report, PrintStream out) {
    JsonDocument.write(
        out,
        json -> {
          start(json);
          rest(json, report, style.target());
        });
  }

  /**
   * Writes the report of one workspace of many in one line.
   *
   * @param directory as given
   */
  static void line(Report report, String directory, PrintStream out) {
    JsonDocument.writeLine(
        out,
        json -> {
          start(json);
          JsonDocument.escaped(json, "directory", directory);
          rest(json, report, Target.Kind.WORKSPACE);
        });
  }

  /**
   * Writes in one line why one workspace of many could not be verified.
   *
   * @param directory as given
   * @param error escaped
   */
  static void errorLine(String directory, String error, int exitCode, PrintStream out) {
    JsonDocument.writeLine(
        out,
        json -> {
          start(json);
          JsonDocument.escaped(json, "directory", directory);
          json.writeNumberProperty("exitCode", exitCode);
          json.writeStringProperty("error", error);
          json.writeEndObject();
        });
  }

  private static void start(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("format", "guard-report");
    json.writeNumberProperty("version", VERSION);
  }

  private static void rest(JsonGenerator json, Report report, Target.Kind kind) {
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("kind", lower(kind));
    JsonDocument.escaped(json, "name", report.target());
    json.writeEndObject();
    json.writeObjectPropertyStart("baseline");
    json.writeNumberProperty("revision", report.revision());
    json.writeBooleanProperty("signed", report.signed());
    json.writeEndObject();
    json.writeNumberProperty("objects", report.objects());
    json.writeNumberProperty("exitCode", report.exitCode());
    json.writeObjectPropertyStart("counts");
    for (Severity severity : Severity.values()) {
      json.writeNumberProperty(lower(severity), Summary.count(report, severity));
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("findings");
    for (Finding finding : report.findings()) {
      finding(json, finding);
    }
    json.writeEndArray();
    problems(json, report.problems());
    gaps(json, report.uncovered());
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("fingerprint", finding.fingerprint());
    json.writeStringProperty("kind", finding.kind().id());
    json.writeStringProperty("severity", lower(finding.severity()));
    json.writeBooleanProperty("fails", finding.fails());
    JsonDocument.escaped(json, "path", finding.path());
    json.writeStringProperty("surface", finding.surface().id().toString());
    json.writeStringProperty("detail", finding.detail());
    json.writeStringProperty("why", finding.surface().why());
    keys(json, finding.keys());
    hidden(json, finding.hidden());
    json.writeEndObject();
  }

  static void keys(JsonGenerator json, List<KeyChange> keys) {
    json.writeArrayPropertyStart("keys");
    for (KeyChange key : keys) {
      json.writeStartObject();
      JsonDocument.escaped(json, "key", key.key());
      value(json, "before", key.before());
      value(json, "after", key.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, String name, Optional<String> canonical) {
    if (canonical.isPresent()) {
      json.writeStringProperty(name, canonical.get());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static void hidden(JsonGenerator json, List<Sighting> hidden) {
    json.writeArrayPropertyStart("hidden");
    for (Sighting sighting : hidden) {
      json.writeStartObject();
      json.writeNumberProperty("line", sighting.line());
      json.writeNumberProperty("column", sighting.column());
      json.writeNumberProperty("length", sighting.length());
      json.writeStringProperty("category", lower(sighting.category()).replace('_', '-'));
      json.writeStringProperty("decoded", sighting.decoded());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void problems(JsonGenerator json, List<Problem> problems) {
    json.writeArrayPropertyStart("problems");
    for (Problem problem : problems) {
      json.writeStartObject();
      JsonDocument.escaped(json, "path", problem.path());
      json.writeStringProperty("reason", problem.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void gaps(JsonGenerator json, List<Report.Gap> gaps) {
    json.writeArrayPropertyStart("uncovered");
    for (Report.Gap gap : gaps) {
      json.writeStartObject();
      JsonDocument.escaped(json, "path", gap.path());
      json.writeStringProperty("reason", gap.reason());
      json.writeStringProperty("text", gap.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
