package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds the {@link PatternTable}, at build time only. */
// The index is written and read by one build, so ordinals are stable.
@SuppressWarnings("EnumOrdinal")
final class PatternTableBuilder {

  private static final class Node {
    final int index;
    final boolean loop;
    final Map<String, Node> literals = new LinkedHashMap<>();
    final Map<String, Node> globs = new LinkedHashMap<>();
    final TreeSet<Integer> accepts = new TreeSet<>();
    @Nullable Node loopChild;

    Node(int index, boolean loop) {
      this.index = index;
      this.loop = loop;
    }

    /** Whether something below is protected; an exception below is not. */
    boolean continues() {
      return literals.values().stream().anyMatch(Node::protects)
          || globs.values().stream().anyMatch(Node::protects)
          || loopChild != null && loopChild.protects();
    }

    private boolean protects() {
      return accepts.stream().anyMatch(accept -> !PatternTable.isException(accept)) || continues();
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Node[] roots = new Node[Scope.values().length];
  private final Map<String, Integer> strings = new LinkedHashMap<>();

  PatternTableBuilder() {
    for (Scope scope : Scope.values()) {
      // A workspace pattern may start at any depth, so the root of that scope loops.
      roots[scope.ordinal()] = newNode(scope == Scope.WORKSPACE);
    }
  }

  void add(PathPattern pattern, int surface, boolean exception) {
    Node node = roots[pattern.scope().ordinal()];
    for (String segment : pattern.segments()) {
      node = child(node, segment);
    }
    node.accepts.add(
        exception ? PatternTable.exceptionOf(surface) : PatternTable.acceptOf(surface));
  }

  private Node child(Node node, String segment) {
    if (segment.equals(PathPattern.ANY_DEPTH)) {
      Node loop = node.loopChild;
      if (loop == null) {
        loop = newNode(true);
        node.loopChild = loop;
      }
      return loop;
    }
    Map<String, Node> edges = Glob.isGlob(segment) ? node.globs : node.literals;
    return edges.computeIfAbsent(segment, s -> newNode(false));
  }

  private Node newNode(boolean loop) {
    Node node = new Node(nodes.size(), loop);
    nodes.add(node);
    return node;
  }

  PatternTable build() {
    int size = nodes.size();
    int[] loopChild = new int[size];
    byte[] flags = new byte[size];
    int[] globStart = new int[size + 1];
    int[] acceptStart = new int[size + 1];
    List<int[]> globs = new ArrayList<>();
    List<Integer> accepts = new ArrayList<>();
    List<int[]> literals = new ArrayList<>();
    for (Node node : nodes) {
      loopChild[node.index] = node.loopChild == null ? -1 : node.loopChild.index;
      flags[node.index] =
          (byte)
              ((node.loop ? PatternTable.LOOP : 0)
                  | (node.continues() ? PatternTable.CONTINUES : 0));
      globStart[node.index] = globs.size();
      addGlobs(node, globs);
      acceptStart[node.index] = accepts.size();
      accepts.addAll(node.accepts);
      node.literals.forEach(
          (text, target) ->
              literals.add(new int[] {node.index, string(text), target.index, text.hashCode()}));
    }
    globStart[size] = globs.size();
    acceptStart[size] = accepts.size();
    return new PatternTable(
        PatternTable.Strings.of(strings.keySet()),
        Arrays.stream(roots).mapToInt(root -> root.index).toArray(),
        loopChild,
        flags,
        globStart,
        globs.stream().mapToInt(glob -> glob[0]).toArray(),
        globs.stream().mapToInt(glob -> glob[1]).toArray(),
        globs.stream().mapToInt(glob -> glob[2]).toArray(),
        acceptStart,
        accepts.stream().mapToInt(Integer::intValue).toArray(),
        hashTable(literals));
  }

  private void addGlobs(Node node, List<int[]> globs) {
    List<int[]> own = new ArrayList<>();
    node.globs.forEach(
        (text, target) ->
            own.add(new int[] {string(text), target.index, PatternTable.globKey(text)}));
    own.sort(Comparator.comparingInt(glob -> glob[2]));
    globs.addAll(own);
  }

  private static int[] hashTable(List<int[]> literals) {
    int rows = Math.max(4, 2 * literals.size() + 1);
    int[] table = new int[3 * rows];
    Arrays.fill(table, -1);
    for (int[] literal : literals) {
      int row = PatternTable.slot(literal[0], literal[3], rows);
      while (table[3 * row] >= 0) {
        row = (row + 1) % rows;
      }
      System.arraycopy(literal, 0, table, 3 * row, 3);
    }
    return table;
  }

  private int string(String text) {
    Integer index = strings.get(text);
    if (index == null) {
      index = strings.size();
      strings.put(text, index);
    }
    return index;
  }
}
