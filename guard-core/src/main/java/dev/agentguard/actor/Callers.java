package dev.agentguard.actor;

import java.util.Map;
import java.util.Optional;

/**
 * Finds out who calls.
 *
 * <p>The nearest ancestor that looks like an agent is the caller. Without one, a variable that only
 * agents set decides, in the caller's own environment or in that of an ancestor, where {@code env
 * -u} does not reach. An editor or terminal in which people work as well is no agent by itself: its
 * agents mark the shells that they start, and its people do not. A gap in the ancestry is unknown,
 * never a person.
 */
public final class Callers {

  private final ProcessTree tree;
  private final Agents agents;

  /** Looks at a system's processes for certain agents. */
  public Callers(ProcessTree tree, Agents agents) {
    this.tree = tree;
    this.agents = agents;
  }

  /**
   * Who started a process.
   *
   * @param pid the process; what it looks like itself does not count
   * @param environment its variables
   */
  public Caller of(long pid, Map<String, String> environment) {
    ProcessTree.Ancestry ancestry = tree.ancestors(pid);
    String host = "";
    for (RunningProcess process : ancestry.processes()) {
      Optional<Agents.Recognised> recognised = agents.recognise(process);
      if (recognised.isPresent() && !recognised.get().host()) {
        return agent(recognised.get(), process.pid(), process.program(), "");
      }
      if (recognised.isPresent() && host.isEmpty()) {
        host = recognised.get().title();
      }
    }
    Optional<Agents.Marked> marked = agents.marked(environment);
    if (marked.isPresent()) {
      return agent(marked.get().agent(), pid, "", marked.get().variable());
    }
    for (RunningProcess process : ancestry.processes()) {
      marked = agents.marked(process.environment());
      if (marked.isPresent()) {
        return agent(
            marked.get().agent(), process.pid(), process.program(), marked.get().variable());
      }
    }
    return ancestry.gap().isEmpty() ? new Caller.Person(host) : new Caller.Unknown(ancestry.gap());
  }

  private static Caller agent(Agents.Recognised agent, long pid, String program, String variable) {
    return new Caller.Agent(agent.tool(), agent.title(), pid, program, variable);
  }
}
