package dev.agentguard.surface;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

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

    /** What a name means here that no edge leads along; most names of a workspace are such. */
    private final Step passing;

    private State(PatternTable table, int[] nodes) {
      this.nodes = nodes;
      this.passing = new Step(table, this, NONE);
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
    return new State(table, table.closure(new int[] {table.root(scope)}));
  }

  /** Whether nothing below a directory in this state can be protected. */
  static boolean isDead(State state) {
    return state.nodes.length == 0;
  }

  /** What a name means in a directory. */
  Step step(State state, String folded) {
    int[] reached = NONE;
    int count = 0;
    for (int node : state.nodes) {
      int literal = table.literal(node, folded);
      if (literal >= 0) {
        reached = add(reached, count++, literal);
      }
      for (int target : table.globTargets(node, folded)) {
        reached = add(reached, count++, target);
      }
    }
    return count == 0 ? state.passing : new Step(table, state, Arrays.copyOf(reached, count));
  }

  /** The state of a child directory. */
  State next(State state, String folded) {
    return step(state, folded).next();
  }

  /** What lets the names through that mean something in a directory; null if all of them do. */
  @Nullable NameSieve sieve(State state) {
    NameSieve sieve = new NameSieve();
    boolean loops = true;
    for (int node : state.nodes) {
      if (table.isLoop(node) && table.accepts(node)) {
        return null;
      }
      table.addEdges(node, sieve);
      loops &= table.isLoop(node);
    }
    if (loops) {
      sieve.goesOnBelow();
    }
    return sieve;
  }

  /** One state that has the possibilities of two. */
  State union(State one, State other) {
    int[] nodes = Arrays.copyOf(one.nodes, one.nodes.length + other.nodes.length);
    System.arraycopy(other.nodes, 0, nodes, one.nodes.length, other.nodes.length);
    return new State(table, table.closure(nodes));
  }

  /** A name in a directory: the positions that patterns reach with it. */
  static final class Step {
    private final PatternTable table;
    private final State state;
    private final int[] reached;
    private @Nullable State next;

    private Step(PatternTable table, State state, int[] reached) {
      this.table = table;
      this.state = state;
      this.reached = reached;
    }

    /** The state of a child directory of this name. */
    State next() {
      State known = next;
      if (known == null) {
        // Two threads may both make one; the objects are equal and immutable.
        known = makeNext();
        next = known;
      }
      return known;
    }

    private State makeNext() {
      int[] nodes = Arrays.copyOf(reached, reached.length + state.nodes.length);
      int count = reached.length;
      for (int node : state.nodes) {
        if (table.isLoop(node)) {
          nodes[count++] = node;
        }
      }
      return reached.length == 0 && count == state.nodes.length
          ? state
          : new State(table, table.closure(Arrays.copyOf(nodes, count)));
    }

    /**
     * Whether the name is more to its directory than a place to look below: it, or something below
     * it, is named by a pattern.
     */
    boolean isTouched() {
      if (reached.length > 0) {
        return true;
      }
      for (int node : state.nodes) {
        if (table.isLoop(node) && table.accepts(node)) {
          return true;
        }
      }
      return false;
    }

    /** The indices of the surfaces that a file of this name belongs to, ascending. */
    int[] surfaces() {
      int[] found = NONE;
      int count = 0;
      for (int node : state.nodes) {
        if (table.isLoop(node)) {
          // Staying in a loop is having gone one segment below "dir/**".
          for (int a = table.acceptStart(node); a < table.acceptStart(node + 1); a++) {
            found = add(found, count++, table.accept(a));
          }
        }
      }
      for (int node : reached) {
        for (int a = table.acceptStart(node); a < table.acceptStart(node + 1); a++) {
          found = add(found, count++, table.accept(a));
        }
      }
      return count == 0 ? NONE : withoutExceptions(Arrays.copyOf(found, count));
    }

    /**
     * Whether the name is that of a pattern's last segment, and not only below some {@code dir/**}.
     */
    boolean isNamed() {
      for (int node : reached) {
        if (table.accepts(node)) {
          return true;
        }
      }
      return false;
    }

    /**
     * Whether patterns go on below a child directory of this name, other than those that go on
     * everywhere.
     */
    boolean leads() {
      for (int node : next().nodes) {
        if (table.continues(node) && Arrays.binarySearch(state.nodes, node) < 0) {
          return true;
        }
      }
      return false;
    }

    /**
     * The surfaces below a child directory of this name, ascending, without those that are below
     * any directory.
     */
    int[] below() {
      BitSet surfaces = new BitSet();
      for (int node : next().nodes) {
        if (Arrays.binarySearch(state.nodes, node) < 0) {
          table.addBelow(node, surfaces);
        }
      }
      return surfaces.stream().toArray();
    }
  }

  /** A state without the possibilities of another. */
  State without(State one, State other) {
    int[] nodes = new int[one.nodes.length];
    int count = 0;
    for (int node : one.nodes) {
      if (Arrays.binarySearch(other.nodes, node) < 0) {
        nodes[count++] = node;
      }
    }
    return new State(table, Arrays.copyOf(nodes, count));
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

  static int[] add(int[] values, int count, int value) {
    int[] target = count < values.length ? values : Arrays.copyOf(values, Math.max(4, 2 * count));
    target[count] = value;
    return target;
  }
}
