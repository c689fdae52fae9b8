package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a command or a file refers to.
 *
 * @param members the files that belong to it, each path once, in the order in which they were found
 * @param uncoverable what no file check covers, each once
 */
public record Closure(List<Member> members, List<Uncoverable> uncoverable) {

  /** The closure of what refers to nothing. */
  public static final Closure EMPTY = new Closure(List.of(), List.of());

  public Closure {
    members = List.copyOf(members);
    uncoverable = List.copyOf(uncoverable);
  }

  /** Whether the members are all that it refers to. */
  public boolean complete() {
    return uncoverable.isEmpty();
  }

  /** This closure and another one. */
  public Closure and(Closure other) {
    if (other.members.isEmpty() && other.uncoverable.isEmpty()) {
      return this;
    }
    Map<String, Member> all = new LinkedHashMap<>();
    for (Member member : members) {
      all.putIfAbsent(member.path(), member);
    }
    for (Member member : other.members) {
      all.putIfAbsent(member.path(), member);
    }
    Set<Uncoverable> gaps = new LinkedHashSet<>(uncoverable);
    gaps.addAll(other.uncoverable);
    return new Closure(new ArrayList<>(all.values()), new ArrayList<>(gaps));
  }
}
