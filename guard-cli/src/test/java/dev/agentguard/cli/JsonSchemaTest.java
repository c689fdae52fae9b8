package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agentguard.verify.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our JSON is what its schemas say: our own, and the published one of SARIF. */
final class JsonSchemaTest {

  private static final List<Report> REPORTS =
      List.of(SampleReports.everything(), SampleReports.clean());

  @Test
  void reportsAreValidAgainstTheDocumentedSchema() throws IOException {
    Schema schema = ours("json-report.schema.json");
    for (Report report : REPORTS) {
      assertValid(schema, Capture.render(OutputFormat.JSON, report, Capture.PLAIN));
    }
  }

  @Test
  void sarifIsValidAgainstThePublishedSchema() throws IOException {
    Schema schema;
    try (InputStream in =
        JsonSchemaTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(text, InputFormat.JSON);
    }
    for (Report report : REPORTS) {
      assertValid(schema, Capture.render(OutputFormat.SARIF, report, Capture.VERBOSE));
    }
    assertThat(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
  }

  static Schema ours(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("../docs").resolve(name)), InputFormat.JSON);
  }

  static void assertValid(Schema schema, String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
  }
}
