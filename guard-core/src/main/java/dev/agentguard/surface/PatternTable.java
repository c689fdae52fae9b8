package dev.agentguard.surface;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The automaton behind {@link PathMatcher} as flat arrays, so that loading it is copying and not
 * building.
 *
 * <p>A node is a position in some patterns. It has literal edges (in one hash table for all nodes),
 * glob edges, and at most one edge to a loop node, which stands for {@code **} and keeps itself
 * alive in every directory below.
 */
// The index is written and read by one build, so ordinals are stable.
@SuppressWarnings("EnumOrdinal")
final class PatternTable {

  private final Strings strings;
  private final int[] roots;

  /** Per node: its loop child, or -1. */
  private final int[] loopChild;

  /** Per node: {@link #LOOP} and {@link #CONTINUES}. */
  private final byte[] flags;

  /** Per node and one more: where its globs start in {@link #globStrings}. */
  private final int[] globStart;

  private final int[] globStrings;
  private final int[] globTargets;

  /** Per glob: {@link #globKey}, ascending within a node. */
  private final int[] globKeys;

  private final @Nullable Glob[] globs;

  /** Per node and one more: where its accepts start in {@link #accepts}. */
  private final int[] acceptStart;

  private final int[] accepts;

  /** An open-addressing table of rows of three: node, string, target; an empty row has node -1. */
  private final int[] literals;

  static final int LOOP = 1;
  static final int CONTINUES = 2;

  private static final int BY_LAST = 1 << 16;
  private static final int BY_NEITHER = 2 << 16;

  PatternTable(
      Strings strings,
      int[] roots,
      int[] loopChild,
      byte[] flags,
      int[] globStart,
      int[] globStrings,
      int[] globTargets,
      int[] globKeys,
      int[] acceptStart,
      int[] accepts,
      int[] literals) {
    this.strings = strings;
    this.roots = roots;
    this.loopChild = loopChild;
    this.flags = flags;
    this.globStart = globStart;
    this.globStrings = globStrings;
    this.globTargets = globTargets;
    this.globKeys = globKeys;
    this.globs = new Glob[globStrings.length];
    this.acceptStart = acceptStart;
    this.accepts = accepts;
    this.literals = literals;
  }

  int root(Scope scope) {
    return roots[scope.ordinal()];
  }

  boolean isLoop(int node) {
    return (flags[node] & LOOP) != 0;
  }

  boolean continues(int node) {
    return (flags[node] & CONTINUES) != 0;
  }

  /** The node that a literal edge leads to, or -1. */
  int literal(int node, String folded) {
    int rows = literals.length / 3;
    int row = slot(node, folded.hashCode(), rows);
    while (literals[3 * row] >= 0) {
      if (literals[3 * row] == node && strings.get(literals[3 * row + 1]).equals(folded)) {
        return literals[3 * row + 2];
      }
      row = row + 1 == rows ? 0 : row + 1;
    }
    return -1;
  }

  static int slot(int node, int hash, int rows) {
    int mixed = (hash + node * 0x9e3779b9) * 0x85ebca6b;
    return Integer.remainderUnsigned(mixed ^ mixed >>> 15, rows);
  }

  /**
   * The targets of a node's glob edges that match a name.
   *
   * <p>The root of a workspace has dozens of globs, and every name in the workspace comes here, so
   * only those are tried that end as the name does: see {@link #globKey}.
   */
  int[] globTargets(int node, String folded) {
    if (globStart[node] == globStart[node + 1] || folded.isEmpty()) {
      return PathMatcher.NONE;
    }
    int[] targets = globTargets(PathMatcher.NONE, node, folded.charAt(0), folded);
    targets = globTargets(targets, node, BY_LAST | folded.charAt(folded.length() - 1), folded);
    return globTargets(targets, node, BY_NEITHER, folded);
  }

  private int[] globTargets(int[] before, int node, int key, String folded) {
    int[] targets = before;
    int low = globStart[node];
    int end = globStart[node + 1];
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (globKeys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int g = low; g < end && globKeys[g] == key; g++) {
      if (glob(g).matches(folded)) {
        targets = Arrays.copyOf(targets, targets.length + 1);
        targets[targets.length - 1] = globTargets[g];
      }
    }
    return targets;
  }

  /**
   * By what a glob is found: the first character of the names that it matches, or their last one if
   * the first may be any, or neither.
   */
  static int globKey(String glob) {
    char first = glob.charAt(0);
    char last = glob.charAt(glob.length() - 1);
    if (!Glob.isWildcard(first)) {
      return first;
    }
    return Glob.isWildcard(last) ? BY_NEITHER : BY_LAST | last;
  }

  private Glob glob(int index) {
    Glob glob = globs[index];
    if (glob == null) {
      // Two threads may both make one; the objects are equal and immutable.
      glob = new Glob(strings.get(globStrings[index]));
      globs[index] = glob;
    }
    return glob;
  }

  /** Adds the edges that lead on from a node, other than by staying in a loop. */
  void addEdges(int node, NameSieve sieve) {
    for (int row = 0; row < literals.length; row += 3) {
      if (literals[row] == node) {
        sieve.addName(strings.get(literals[row + 1]));
      }
    }
    for (int g = globStart[node]; g < globStart[node + 1]; g++) {
      sieve.addGlob(strings.get(globStrings[g]));
    }
  }

  /** Whether some pattern ends at a node. */
  boolean accepts(int node) {
    return acceptStart[node] < acceptStart[node + 1];
  }

  int acceptStart(int node) {
    return acceptStart[node];
  }

  int accept(int index) {
    return accepts[index];
  }

  static int acceptOf(int surface) {
    return surface << 1;
  }

  static int exceptionOf(int surface) {
    return surface << 1 | 1;
  }

  static boolean isException(int accept) {
    return (accept & 1) != 0;
  }

  static int surfaceOf(int accept) {
    return accept >> 1;
  }

  /** Adds the surfaces that are named at or below a node. */
  void addBelow(int node, BitSet surfaces) {
    for (int a = acceptStart[node]; a < acceptStart[node + 1]; a++) {
      if (!isException(accepts[a])) {
        surfaces.set(surfaceOf(accepts[a]));
      }
    }
    if (loopChild[node] >= 0) {
      addBelow(loopChild[node], surfaces);
    }
    for (int row = 0; row < literals.length; row += 3) {
      if (literals[row] == node) {
        addBelow(literals[row + 2], surfaces);
      }
    }
    for (int g = globStart[node]; g < globStart[node + 1]; g++) {
      addBelow(globTargets[g], surfaces);
    }
  }

  /** The nodes and the loop nodes that they reach without a segment, ascending and each once. */
  int[] closure(int[] nodes) {
    int[] all = Arrays.copyOf(nodes, 2 * nodes.length);
    int count = nodes.length;
    for (int node : nodes) {
      if (loopChild[node] >= 0) {
        all[count++] = loopChild[node];
      }
    }
    Arrays.sort(all, 0, count);
    int unique = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[unique++] = all[i];
      }
    }
    return Arrays.copyOf(all, unique);
  }

  void write(DataOutput out) throws IOException {
    int[][] arrays = {
      strings.starts,
      roots,
      loopChild,
      globStart,
      globStrings,
      globTargets,
      globKeys,
      acceptStart,
      accepts,
      literals
    };
    for (int[] array : arrays) {
      out.writeInt(array.length);
      for (int value : array) {
        out.writeInt(value);
      }
    }
    out.writeInt(flags.length);
    out.write(flags);
    out.writeInt(strings.text.length);
    out.write(strings.text);
  }

  static PatternTable read(ByteBuffer in) {
    int[] starts = readInts(in);
    int[] roots = readInts(in);
    int[] loopChild = readInts(in);
    int[] globStart = readInts(in);
    int[] globStrings = readInts(in);
    int[] globTargets = readInts(in);
    int[] globKeys = readInts(in);
    int[] acceptStart = readInts(in);
    int[] accepts = readInts(in);
    int[] literals = readInts(in);
    byte[] flags = readBytes(in);
    byte[] text = readBytes(in);
    return new PatternTable(
        new Strings(text, starts),
        roots,
        loopChild,
        flags,
        globStart,
        globStrings,
        globTargets,
        globKeys,
        acceptStart,
        accepts,
        literals);
  }

  private static int[] readInts(ByteBuffer in) {
    int[] values = new int[in.getInt()];
    in.asIntBuffer().get(values);
    in.position(in.position() + Integer.BYTES * values.length);
    return values;
  }

  private static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }

  /** Strings of which few are ever looked at: each is made when it is. */
  static final class Strings {
    private final byte[] text;
    private final int[] starts;
    private final @Nullable String[] made;

    Strings(byte[] text, int[] starts) {
      this.text = text;
      this.starts = starts;
      this.made = new String[starts.length - 1];
    }

    static Strings of(Collection<String> strings) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      int[] starts = new int[strings.size() + 1];
      int count = 0;
      for (String string : strings) {
        text.writeBytes(string.getBytes(StandardCharsets.UTF_8));
        starts[++count] = text.size();
      }
      return new Strings(text.toByteArray(), starts);
    }

    String get(int index) {
      String string = made[index];
      if (string == null) {
        int start = starts[index];
        string = new String(text, start, starts[index + 1] - start, StandardCharsets.UTF_8);
        made[index] = string;
      }
      return string;
    }
  }
}
