package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A walk through a document that collects the guarded values by their JSON pointers. */
final class PointerWalk {

  private final Format format;
  private final Guard guard;
  private final PointerPattern guarding;
  private final PointerPattern churn;
  private final KeyMeaning meaning;
  private final StringBuilder key = new StringBuilder();
  private final SortedMap<String, String> found = new TreeMap<>();

  PointerWalk(Format format, Guard guard, KeyMeaning meaning) {
    this.format = format;
    this.guard = guard;
    this.meaning = meaning;
    this.guarding = PointerPattern.union(new NameReading(format, true), meaning.guarding());
    this.churn = PointerPattern.union(new NameReading(format, false), meaning.churn());
  }

  SortedMap<String, String> walk(Node document) {
    boolean nothing =
        (document instanceof ObjectNode object && object.members().isEmpty())
            || (document instanceof Scalar scalar && scalar.type() == Node.Type.NULL);
    if (!nothing) {
      visit(document, new Place(guarding.start(), churn.start()));
    }
    return found;
  }

  private void visit(Node node, Place place) {
    if (isKept(place)) {
      keep(node);
      return;
    }
    if (PointerPattern.isDead(place.guarding) && (guard == Guard.KEYS || isReleased(place))) {
      return;
    }
    if (node instanceof ObjectNode object && !object.members().isEmpty()) {
      int length = key.length();
      for (Map.Entry<String, Node> member : object.members().entrySet()) {
        Pointer.append(key, member.getKey());
        visit(member.getValue(), place.below(this, member.getKey()));
        key.setLength(length);
      }
    } else if (node instanceof ArrayNode array && !array.elements().isEmpty()) {
      int length = key.length();
      List<Node> elements = array.elements();
      for (int i = 0; i < elements.size(); i++) {
        Pointer.appendElement(key, format, i);
        visit(elements.get(i), format == Format.XML ? place : place.below(this, String.valueOf(i)));
        key.setLength(length);
      }
    } else if (guard == Guard.EXCEPT && !isReleased(place) && !isPlaceOfChurn(node, place)) {
      keep(node);
    }
  }

  /** Whether a node has no value of its own and is where churn comes and goes. */
  private static boolean isPlaceOfChurn(Node node, Place place) {
    return !(node instanceof Scalar) && !PointerPattern.isDead(place.churn);
  }

  private boolean isKept(Place place) {
    return guard == Guard.WHOLE || guard == Guard.METADATA || guarding.covers(place.guarding);
  }

  private boolean isReleased(Place place) {
    return churn.covers(place.churn);
  }

  private void keep(Node node) {
    int length = key.length();
    if (node instanceof ObjectNode object && !object.members().isEmpty()) {
      for (Map.Entry<String, Node> member : object.members().entrySet()) {
        Pointer.append(key, member.getKey());
        keep(member.getValue());
        key.setLength(length);
      }
    } else if (node instanceof ArrayNode array && !array.elements().isEmpty()) {
      for (int i = 0; i < array.elements().size(); i++) {
        Pointer.appendElement(key, format, i);
        keep(array.elements().get(i));
        key.setLength(length);
      }
    } else if (!isClosedGate(node)) {
      found.put(key.toString(), CanonicalForm.value(node));
    }
  }

  /** Whether a value says no more than its absence would. */
  private boolean isClosedGate(Node node) {
    boolean empty =
        !(node instanceof Scalar scalar)
            || scalar.type() == Node.Type.NULL
            || (scalar.type() == Node.Type.BOOLEAN && scalar.text().equals("false"))
            || (scalar.type() == Node.Type.STRING && scalar.text().isEmpty());
    return empty
        && (guard == Guard.KEYS || guard == Guard.EXCEPT)
        && meaning.isClosedWhenEmpty(key.toString());
  }

  /** Where the walk is, for the patterns that guard and for those that release. */
  private static final class Place {
    final long[] guarding;
    final long[] churn;

    Place(long[] guarding, long[] churn) {
      this.guarding = guarding;
      this.churn = churn;
    }

    Place below(PointerWalk walk, String name) {
      return new Place(walk.guarding.step(guarding, name), walk.churn.step(churn, name));
    }
  }
}
