package dev.agentguard.surface;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * All path patterns of the catalogue as one automaton that walks along with a directory tree, a
 * segment at a time.
 *
 * <p>A {@link State} stands for a directory: the set of pattern positions that are still possible
 * there. Most directories of a workspace are in the root state, where a name costs one hash
 * look-up. Immutable and safe for use by many threads.
 */
final class PathMatcher {

  /** No surface. */
  static final int[] NONE = {};

  private final PatternTable table;

  PathMatcher(PatternTable table) {
    this.table = table;
  }

  /** What is still possible in one directory; compare with {@code equals}. */
  static final class State {
    private final int[] nodes;

    private State(int[] nodes) {
      this.nodes = nodes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof State state && Arrays.equals(nodes, state.nodes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(nodes);
    }
  }

  /** The state of the root directory of a scope. */
  State root(Scope scope) {
    return new State(table.closure(new int[] {table.root(scope)}));
  }

  /** Whether nothing below a directory in this state can be protected. */
  static boolean isDead(State state) {
    return state.nodes.length == 0;
  }

  /** The state of a child directory. */
  State next(State state, String folded) {
    int[] reached = new int[4];
    int count = 0;
    for (int node : state.nodes) {
      if (table.isLoop(node)) {
        reached = add(reached, count++, node);
      }
      int literal = table.literal(node, folded);
      if (literal >= 0) {
        reached = add(reached, count++, literal);
      }
      for (int g = table.globStart(node); g < table.globStart(node + 1); g++) {
        if (table.glob(g).matches(folded)) {
          reached = add(reached, count++, table.globTarget(g));
        }
      }
    }
    if (count == 1 && state.nodes.length == 1 && reached[0] == state.nodes[0]) {
      return state;
    }
    return new State(table.closure(Arrays.copyOf(reached, count)));
  }

  /**
   * Whether a name is more to this directory than a place to look below: it, or something below it,
   * is named by a pattern.
   */
  boolean touches(State state, String folded) {
    for (int node : state.nodes) {
      if (table.literal(node, folded) >= 0
          || (table.isLoop(node) && table.acceptStart(node) < table.acceptStart(node + 1))) {
        return true;
      }
      for (int g = table.globStart(node); g < table.globStart(node + 1); g++) {
        if (table.glob(g).matches(folded)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The indices of the surfaces that a file of this name belongs to, ascending. */
  int[] surfaces(State state, String folded) {
    int[] found = NONE;
    int count = 0;
    for (int node : state.nodes) {
      if (table.isLoop(node)) {
        // Staying in a loop is having gone one segment below "dir/**".
        for (int a = table.acceptStart(node); a < table.acceptStart(node + 1); a++) {
          found = add(found, count++, table.accept(a));
        }
      }
      int literal = table.literal(node, folded);
      if (literal >= 0) {
        for (int a = table.acceptStart(literal); a < table.acceptStart(literal + 1); a++) {
          found = add(found, count++, table.accept(a));
        }
      }
      for (int g = table.globStart(node); g < table.globStart(node + 1); g++) {
        if (table.glob(g).matches(folded)) {
          int target = table.globTarget(g);
          for (int a = table.acceptStart(target); a < table.acceptStart(target + 1); a++) {
            found = add(found, count++, table.accept(a));
          }
        }
      }
    }
    return count == 0 ? NONE : withoutExceptions(Arrays.copyOf(found, count));
  }

  /**
   * Whether a file of this name is named by a pattern's last segment, and not only below some
   * {@code dir/**}.
   */
  boolean names(State state, String folded) {
    for (int node : state.nodes) {
      int literal = table.literal(node, folded);
      if (literal >= 0 && table.acceptStart(literal) < table.acceptStart(literal + 1)) {
        return true;
      }
      for (int g = table.globStart(node); g < table.globStart(node + 1); g++) {
        int target = table.globTarget(g);
        if (table.acceptStart(target) < table.acceptStart(target + 1)
            && table.glob(g).matches(folded)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether patterns go on below a child directory of this name, other than those that go on
   * everywhere.
   */
  boolean leads(State state, String folded) {
    State next = next(state, folded);
    for (int node : next.nodes) {
      if (table.continues(node) && Arrays.binarySearch(state.nodes, node) < 0) {
        return true;
      }
    }
    return false;
  }

  /** The surfaces below a child directory of this name that patterns lead to, ascending. */
  int[] below(State state, String folded) {
    TreeSet<Integer> surfaces = new TreeSet<>();
    for (int node : next(state, folded).nodes) {
      if (Arrays.binarySearch(state.nodes, node) < 0) {
        table.addBelow(node, surfaces);
      }
    }
    return surfaces.stream().mapToInt(Integer::intValue).toArray();
  }

  /** One state that has the possibilities of two. */
  State union(State one, State other) {
    int[] nodes = Arrays.copyOf(one.nodes, one.nodes.length + other.nodes.length);
    System.arraycopy(other.nodes, 0, nodes, one.nodes.length, other.nodes.length);
    return new State(table.closure(nodes));
  }

  private static int[] withoutExceptions(int[] accepts) {
    Arrays.sort(accepts);
    int[] surfaces = new int[accepts.length];
    int kept = 0;
    for (int accept : accepts) {
      int surface = PatternTable.surfaceOf(accept);
      boolean repeated = kept > 0 && surfaces[kept - 1] == surface;
      if (!repeated
          && !PatternTable.isException(accept)
          && Arrays.binarySearch(accepts, PatternTable.exceptionOf(surface)) < 0) {
        surfaces[kept++] = surface;
      }
    }
    return kept == 0 ? NONE : Arrays.copyOf(surfaces, kept);
  }

  private static int[] add(int[] values, int count, int value) {
    int[] target = count < values.length ? values : Arrays.copyOf(values, Math.max(4, 2 * count));
    target[count] = value;
    return target;
  }
}
