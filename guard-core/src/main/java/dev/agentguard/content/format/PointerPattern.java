package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.surface.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pattern for JSON pointers. It is followed name by name from the root of a document: a state has
 * a word for each alternative, whose bit n says that its first n segments are matched.
 */
final class PointerPattern implements KeyPattern.Reading {

  private static final int MOST_SEGMENTS = 60;

  private final NameReading reading;
  private final List<List<Segment>> alternatives;

  PointerPattern(List<String> patterns, NameReading reading) {
    this.reading = reading;
    List<List<Segment>> compiled = new ArrayList<>();
    for (String pattern : patterns) {
      compiled.add(compile(pattern));
    }
    this.alternatives = List.copyOf(compiled);
  }

  private PointerPattern(NameReading reading, List<List<Segment>> alternatives) {
    this.reading = reading;
    this.alternatives = List.copyOf(alternatives);
  }

  /** A pattern that matches what any of some patterns of the same reading match. */
  static PointerPattern union(NameReading reading, List<KeyPattern> patterns) {
    List<List<Segment>> all = new ArrayList<>();
    for (KeyPattern pattern : patterns) {
      all.addAll(pattern.pointers().alternatives);
    }
    return new PointerPattern(reading, all);
  }

  private List<Segment> compile(String pattern) {
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("a key pattern starts with a slash: " + pattern);
    }
    List<Segment> segments = new ArrayList<>();
    for (String name : Pointer.names(pattern)) {
      segments.add(new Segment(name.equals("**"), new Glob(reading.ofPattern(name))));
    }
    if (segments.size() > MOST_SEGMENTS) {
      throw new IllegalArgumentException("too many segments: " + pattern);
    }
    return List.copyOf(segments);
  }

  /** The state at the root. */
  long[] start() {
    long[] state = new long[alternatives.size()];
    for (int i = 0; i < state.length; i++) {
      state[i] = skipAnyDepth(alternatives.get(i), 1);
    }
    return state;
  }

  /** The state below a state. */
  long[] step(long[] state, String name) {
    long[] below = new long[state.length];
    for (int i = 0; i < state.length; i++) {
      if (state[i] != 0) {
        below[i] = step(alternatives.get(i), state[i], name);
      }
    }
    return below;
  }

  /** Whether the pattern names the place of a state, or a place above it. */
  boolean covers(long[] state) {
    for (int i = 0; i < state.length; i++) {
      if (((state[i] >> alternatives.get(i).size()) & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing below the place of a state is named. */
  static boolean isDead(long[] state) {
    for (long word : state) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean matches(String key) {
    long[] state = start();
    for (String name : Pointer.names(key)) {
      if (isDead(state)) {
        return false;
      }
      state = step(state, reading.format() == Format.XML ? Pointer.withoutNumber(name) : name);
    }
    return covers(state);
  }

  @Override
  public void select(Node document, Map<String, Node> found) {
    select(document, new StringBuilder(), start(), found);
  }

  private void select(Node node, StringBuilder key, long[] state, Map<String, Node> found) {
    if (covers(state)) {
      found.put(key.toString(), node);
    } else if (!isDead(state)) {
      int length = key.length();
      if (node instanceof ObjectNode object) {
        for (Map.Entry<String, Node> member : object.members().entrySet()) {
          Pointer.append(key, member.getKey());
          select(member.getValue(), key, step(state, member.getKey()), found);
          key.setLength(length);
        }
      } else if (node instanceof ArrayNode array) {
        for (int i = 0; i < array.elements().size(); i++) {
          Pointer.appendElement(key, reading.format(), i);
          boolean named = reading.format() == Format.XML;
          select(
              array.elements().get(i), key, named ? state : step(state, String.valueOf(i)), found);
          key.setLength(length);
        }
      }
    }
  }

  private long step(List<Segment> segments, long word, String name) {
    long below = 0;
    for (int i = 0; i < segments.size(); i++) {
      if (((word >> i) & 1) != 0) {
        if (segments.get(i).anyDepth()) {
          below |= 1L << i;
        } else if (reading.matches(segments.get(i).glob(), name)) {
          below |= 1L << (i + 1);
        }
      }
    }
    return skipAnyDepth(segments, below | (word & (1L << segments.size())));
  }

  private static long skipAnyDepth(List<Segment> segments, long word) {
    long skipped = word;
    for (int i = 0; i < segments.size(); i++) {
      if (((skipped >> i) & 1) != 0 && segments.get(i).anyDepth()) {
        skipped |= 1L << (i + 1);
      }
    }
    return skipped;
  }

  private record Segment(boolean anyDepth, Glob glob) {}
}
