package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The reader of JSON (RFC 8259) and of JSON with comments and trailing commas. An empty file is an
 * empty object where comments are allowed, as for VS Code, and refused otherwise.
 */
final class JsonReader {

  private final JsonParser parser;
  private int nodes;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static Node strict(String text) throws UnparsableException {
    return read(Strict.FACTORY, text, false);
  }

  static Node withComments(String text) throws UnparsableException {
    return read(WithComments.FACTORY, text, true);
  }

  private static Node read(JsonFactory factory, String text, boolean emptyAllowed)
      throws UnparsableException {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      JsonReader reader = new JsonReader(parser);
      JsonToken first = parser.nextToken();
      if (first == null && emptyAllowed) {
        return ObjectNode.EMPTY;
      }
      Node root = reader.value(first, 0);
      if (parser.nextToken() != null) {
        throw reader.refuse("data after the end of the document");
      }
      return root;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw UnparsableException.at(
          at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), message(e));
    }
  }

  private Node value(@Nullable JsonToken token, int depth) throws UnparsableException {
    if (token == null) {
      throw refuse("the document ends too early");
    }
    if (depth > Limits.MAX_DEPTH) {
      throw Limits.tooDeep();
    }
    if (++nodes > Limits.MAX_NODES) {
      throw Limits.tooMany();
    }
    return switch (token) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> Scalar.string(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(Node.Type.NUMBER, parser.getString());
      case VALUE_TRUE -> new Scalar(Node.Type.BOOLEAN, "true");
      case VALUE_FALSE -> new Scalar(Node.Type.BOOLEAN, "false");
      case VALUE_NULL -> Scalar.NULL;
      default -> throw refuse("not a value");
    };
  }

  private Node object(int depth) throws UnparsableException {
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (members.containsKey(name)) {
        throw refuse("duplicate key " + name);
      }
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

  private UnparsableException refuse(String reason) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return UnparsableException.at(at.getLineNr(), at.getColumnNr(), reason);
  }

  private static String message(JacksonException e) {
    String message = e.getOriginalMessage();
    return message == null ? "not JSON" : message.split(": ", 2)[0];
  }

  private static JsonFactory factory(JsonReadFeature... features) {
    var builder =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(2 * Limits.MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(JsonFactory.Feature.INTERN_PROPERTY_NAMES);
    for (JsonReadFeature feature : features) {
      builder.enable(feature);
    }
    return builder.build();
  }

  /** Made when the first such file is read: start-up time matters. */
  private static final class Strict {
    static final JsonFactory FACTORY = factory();
  }

  /** Made when the first such file is read: start-up time matters. */
  private static final class WithComments {
    static final JsonFactory FACTORY =
        factory(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA);
  }
}
