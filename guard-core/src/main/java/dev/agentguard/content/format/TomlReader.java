package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlReadFeature;

/**
 * The reader of TOML 1.0, and of the trailing commas, line breaks and times without seconds that
 * TOML 1.1 adds. Dates and times are words.
 */
final class TomlReader {

  private static final TomlFactory FACTORY =
      TomlFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private int nodes;

  private TomlReader(JsonParser parser) {
    this.parser = parser;
  }

  static Node read(String text) throws UnparsableException {
    try (JsonParser parser = FACTORY.createParser(new DatesApart(), text)) {
      return new TomlReader(parser).value(parser.nextToken(), 0);
    } catch (StreamConstraintsException e) {
      throw UnparsableException.because("exceeds a limit");
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String message = e.getOriginalMessage();
      throw UnparsableException.at(
          at == null ? 0 : at.getLineNr(),
          at == null ? 0 : at.getColumnNr(),
          message == null ? "not TOML" : message);
    }
  }

  private Node value(JsonToken token, int depth) throws UnparsableException {
    if (depth > Limits.MAX_DEPTH) {
      throw Limits.tooDeep();
    }
    if (++nodes > Limits.MAX_NODES) {
      throw Limits.tooMany();
    }
    return switch (token) {
      case START_OBJECT -> table(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> Scalar.string(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(Node.Type.NUMBER, parser.getString());
      case VALUE_TRUE -> new Scalar(Node.Type.BOOLEAN, "true");
      case VALUE_FALSE -> new Scalar(Node.Type.BOOLEAN, "false");
      case VALUE_EMBEDDED_OBJECT ->
          new Scalar(Node.Type.WORD, String.valueOf(parser.getEmbeddedObject()));
      default -> throw UnparsableException.because("not a TOML value");
    };
  }

  private Node table(int depth) throws UnparsableException {
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser.nextToken(), depth + 1));
    }
    return new ObjectNode(members);
  }

  private Node array(int depth) throws UnparsableException {
    List<Node> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(token, depth + 1));
    }
    return new ArrayNode(elements);
  }

  /** Asks for dates that are not strings; the builder of the factory has no effect on that. */
  private static final class DatesApart extends ObjectReadContext.Base {
    @Override
    public int getFormatReadFeatures(int defaults) {
      return defaults | TomlReadFeature.PARSE_JAVA_TIME.getMask();
    }
  }
}
