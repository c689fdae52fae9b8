package dev.agentguard.content.format;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in a parsed document: a scalar, an array or an object. */
public sealed interface Node {

  /** What a scalar is to its consumer. */
  enum Type {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    /**
     * An unquoted word that is none of these, or that consumers read differently: a TOML date, the
     * {@code yes} that is a boolean in YAML 1.1 and a string in YAML 1.2.
     */
    WORD
  }

  /**
   * A single value.
   *
   * @param type what it is
   * @param text the value of a string, and everything else as it is written in the file
   */
  record Scalar(Type type, String text) implements Node {

    /** The null of JSON and YAML; in a git configuration, a variable without a value. */
    public static final Scalar NULL = new Scalar(Type.NULL, "null");

    public Scalar {
      requireNonNull(type);
      requireNonNull(text);
    }

    /** A scalar of type string. */
    public static Scalar string(String value) {
      return new Scalar(Type.STRING, value);
    }
  }

  /**
   * Values in order.
   *
   * @param elements the values
   */
  record ArrayNode(List<Node> elements) implements Node {
    public ArrayNode {
      elements = List.copyOf(elements);
    }
  }

  /**
   * Named values.
   *
   * @param members the values by name, in the order of the file, which does not count for equality
   */
  record ObjectNode(Map<String, Node> members) implements Node {

    /** The object without members. */
    public static final ObjectNode EMPTY = new ObjectNode(Map.of());

    public ObjectNode {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }
}
