package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The reader of YAML, one document a file. It composes the events of the parser itself, so that no
 * tag makes an object: aliases are replaced by what they stand for, merge keys are applied, and a
 * tag that is not one of YAML's own is kept as data: a mapping gets a member {@code !}, a sequence
 * a last element, a scalar a prefix.
 */
final class YamlReader {

  // Immutable, and not made for each file: a schema with all its rules is part of it.
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();

  private static final String CORE = "tag:yaml.org,2002:";

  private final Iterator<Event> events;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private int nodes;

  private YamlReader(Iterator<Event> events) {
    this.events = events;
  }

  static Node read(String text) throws UnparsableException {
    try {
      return new YamlReader(new Parse(SETTINGS).parseString(text).iterator()).stream();
    } catch (MarkedYamlEngineException e) {
      throw at(e.getProblemMark(), e.getProblem() == null ? "not YAML" : e.getProblem());
    } catch (YamlEngineException e) {
      throw UnparsableException.because(e.getMessage() == null ? "not YAML" : e.getMessage());
    }
  }

  private Node stream() throws UnparsableException {
    events.next();
    Event event = events.next();
    if (event.getEventId() == Event.ID.StreamEnd) {
      return Scalar.NULL;
    }
    Node root = node(events.next(), 0);
    events.next();
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw at(end.getStartMark(), "more than one document");
    }
    return root;
  }

  private Node node(Event event, int depth) throws UnparsableException {
    if (depth > Limits.MAX_DEPTH) {
      throw Limits.tooDeep();
    }
    if (++nodes > Limits.MAX_NODES) {
      throw Limits.tooMany();
    }
    if (event instanceof AliasEvent alias) {
      Node target = anchors.get(alias.getAlias());
      if (target == null) {
        throw at(event.getStartMark(), "alias without an anchor before it");
      }
      return target;
    }
    Optional<Anchor> anchor = event instanceof NodeEvent e ? e.getAnchor() : Optional.empty();
    if (anchor.isPresent()) {
      anchors.remove(anchor.get());
    }
    Node node;
    if (event instanceof ScalarEvent scalar) {
      node = YamlScalar.read(scalar);
    } else if (event instanceof SequenceStartEvent sequence) {
      node = sequence(foreignTag(sequence.getTag()), depth);
    } else if (event instanceof MappingStartEvent mapping) {
      node = mapping(foreignTag(mapping.getTag()), depth);
    } else {
      throw at(event.getStartMark(), "not a value");
    }
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), node);
    }
    return node;
  }

  private Node sequence(Optional<String> tag, int depth) throws UnparsableException {
    List<Node> elements = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      elements.add(node(event, depth + 1));
    }
    if (tag.isPresent()) {
      elements.add(new Scalar(Node.Type.WORD, YamlScalar.written(tag.get())));
    }
    return new ArrayNode(elements);
  }

  private Node mapping(Optional<String> tag, int depth) throws UnparsableException {
    Map<String, Node> members = new LinkedHashMap<>();
    Set<String> merged = new HashSet<>();
    boolean hasMerge = false;
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Node key = node(event, depth + 1);
      if (!(key instanceof Scalar name)) {
        throw at(event.getStartMark(), "key that is not a scalar");
      }
      if (event instanceof ScalarEvent scalar && isMergeKey(scalar)) {
        if (hasMerge) {
          throw at(event.getStartMark(), "duplicate merge key");
        }
        hasMerge = true;
        merge(node(events.next(), depth + 1), event, members, merged);
      } else {
        if (members.containsKey(name.text()) && !merged.remove(name.text())) {
          throw at(event.getStartMark(), "duplicate key " + name.text());
        }
        members.put(name.text(), node(events.next(), depth + 1));
      }
    }
    if (tag.isPresent()) {
      Node word = new Scalar(Node.Type.WORD, YamlScalar.written(tag.get()));
      if (members.putIfAbsent("!", word) != null) {
        throw UnparsableException.because("tag beside a key !");
      }
    }
    return new ObjectNode(members);
  }

  /** Adds what is not there yet; the first of several mappings wins. */
  private void merge(Node source, Event key, Map<String, Node> members, Set<String> merged)
      throws UnparsableException {
    List<Node> sources = source instanceof ArrayNode array ? array.elements() : List.of(source);
    for (Node each : sources) {
      if (!(each instanceof ObjectNode object)) {
        throw at(key.getStartMark(), "merge of something that is not a mapping");
      }
      nodes += object.members().size();
      if (nodes > Limits.MAX_NODES) {
        throw Limits.tooMany();
      }
      for (Map.Entry<String, Node> member : object.members().entrySet()) {
        if (members.putIfAbsent(member.getKey(), member.getValue()) == null) {
          merged.add(member.getKey());
        }
      }
    }
  }

  private static boolean isMergeKey(ScalarEvent key) {
    return key.getTag().isEmpty()
        ? key.isPlain() && key.getValue().equals("<<")
        : key.getTag().get().equals(CORE + "merge");
  }

  private static Optional<String> foreignTag(Optional<String> tag) {
    if (tag.isEmpty() || tag.get().equals(CORE + "map") || tag.get().equals(CORE + "seq")) {
      return Optional.empty();
    }
    return tag.get().equals("!") ? Optional.empty() : tag;
  }

  private static UnparsableException at(Optional<Mark> mark, String reason) {
    return mark.isPresent()
        ? UnparsableException.at(mark.get().getLine() + 1, mark.get().getColumn() + 1, reason)
        : UnparsableException.because(reason);
  }
}
