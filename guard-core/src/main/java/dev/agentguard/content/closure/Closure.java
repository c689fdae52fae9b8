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

  /**
   * Everything that keeps the members from being all that runs: what no file check covers, and for
   * each program among the members that it may load more.
   */
  public List<Uncoverable> gaps() {
    List<Uncoverable> gaps = new ArrayList<>(uncoverable);
    for (Member member : members) {
      if (member.role() == Role.SCRIPT || member.role() == Role.EXECUTABLE) {
        gaps.add(new Uncoverable(Reason.LOADS_CODE, member.path()));
      }
    }
    return gaps;
  }

  /** Whether the members are all that it refers to. A program is never known to be all there is. */
  public boolean complete() {
    return gaps().isEmpty();
  }

  /** This closure and another one. */
  public Closure and(Closure other) {
    return other.members.isEmpty() && other.uncoverable.isEmpty()
        ? this
        : ofAll(List.of(this, other));
  }

  /** All of some closures, in time that grows with their sizes. */
  public static Closure ofAll(List<Closure> closures) {
    Map<String, Member> members = new LinkedHashMap<>();
    Set<Uncoverable> gaps = new LinkedHashSet<>();
    for (Closure closure : closures) {
      for (Member member : closure.members) {
        members.putIfAbsent(member.path(), member);
      }
      gaps.addAll(closure.uncoverable);
    }
    return new Closure(new ArrayList<>(members.values()), new ArrayList<>(gaps));
  }
}
