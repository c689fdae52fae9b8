package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/**
 * One JSON document on a stream: UTF-8, indented by two spaces or in one line, with a line feed at
 * its end.
 */
final class JsonDocument {

  private JsonDocument() {}

  /** Writes a document and leaves the stream open. */
  static void write(PrintStream out, Consumer<JsonGenerator> content) {
    write(out, new Indented(), content);
  }

  /** Writes a document in one line and leaves the stream open. */
  static void writeLine(PrintStream out, Consumer<JsonGenerator> content) {
    write(out, new Layout(), content);
  }

  private static void write(PrintStream out, Layout layout, Consumer<JsonGenerator> content) {
    try (JsonGenerator json = new JsonFactory().createGenerator(layout, out)) {
      content.accept(json);
    }
    out.print("\n");
    out.flush();
  }

  /** A property whose text came from a file or a file name: the value is its written form. */
  static void escaped(JsonGenerator json, String name, String raw) {
    json.writeStringProperty(name, Escaping.escape(raw));
  }

  /** A property that is a list of texts of guard's own. */
  static void list(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static class Layout extends ObjectWriteContext.Base {

    @Override
    public int getStreamWriteFeatures(int defaults) {
      return defaults & ~StreamWriteFeature.AUTO_CLOSE_TARGET.getMask();
    }
  }

  private static final class Indented extends Layout {

    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      Separators separators =
          Separators.createDefaultInstance()
              .withObjectNameValueSpacing(Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator("");
      return new DefaultPrettyPrinter(separators)
          .withObjectIndenter(lines)
          .withArrayIndenter(lines);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
