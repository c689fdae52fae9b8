package dev.agentguard.actor;

import dev.agentguard.surface.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the processes of all agents look like, from the catalogue's packs.
 *
 * <p>A process is an agent's if one of these is true:
 *
 * <ul>
 *   <li>Its program's file matches a pattern. The kernel tells the file, and a process cannot
 *       change it without copying the program.
 *   <li>It runs an interpreter (or an editor, which can be one), and an argument matches a pattern,
 *       as written or with its links resolved.
 *   <li>Its name is one that the pack gives and holds a word of the tool's own name, and its
 *       program is native. A shell called {@code claude} is somebody's wrapper, and an interpreter
 *       has the name of its script; of these the name counts only if the process has put it in the
 *       place of its whole command line, as agents do. A name such as {@code agent} or {@code q},
 *       which says nothing of a tool, never counts alone: people have programs of that name.
 * </ul>
 */
public final class Agents {

  private final List<AgentLook> looks;
  private final String home;

  private Agents(List<AgentLook> looks, String home) {
    this.looks = List.copyOf(looks);
    this.home = home;
  }

  /**
   * The agents of packs.
   *
   * @param home the user's home directory, absolute and without links
   */
  public static Agents of(List<Pack> packs, String home) {
    List<AgentLook> looks = new ArrayList<>();
    for (Pack pack : packs) {
      for (Pack.Agent agent : pack.agents()) {
        looks.add(new AgentLook(pack, agent));
      }
    }
    return new Agents(looks, home);
  }

  /**
   * An agent, or what hosts one.
   *
   * @param tool its name in identifiers
   * @param title its name for people
   * @param host whether people work in it too
   */
  record Recognised(String tool, String title, boolean host) {}

  /** An agent and the variable that shows it. */
  record Marked(Recognised agent, String variable) {}

  /** The agent that a process looks like; one that people work in only if it is no other. */
  Optional<Recognised> recognise(RunningProcess process) {
    Optional<Recognised> host = Optional.empty();
    for (AgentLook look : looks) {
      if (look.recognised().host() && look.runs(process, home)) {
        host = Optional.of(look.recognised());
      }
    }
    for (AgentLook look : looks) {
      if (!look.recognised().host()
          && (look.runs(process, home)
              || look.isScriptOf(process, host.isPresent(), home)
              || look.isNameOf(process))) {
        return Optional.of(look.recognised());
      }
    }
    for (AgentLook look : looks) {
      if (host.isEmpty()
          && look.recognised().host()
          && (look.isScriptOf(process, false, home) || look.isNameOf(process))) {
        host = Optional.of(look.recognised());
      }
    }
    return host;
  }

  /**
   * The agent that set one of the variables. A variable that several agents set says only that it
   * was one of them.
   */
  Optional<Marked> marked(Map<String, String> environment) {
    Optional<Marked> shared = Optional.empty();
    for (AgentLook look : looks) {
      if (look.recognised().host()) {
        continue; // People's shells have its variables, too.
      }
      Optional<String> variable = look.markIn(environment);
      if (variable.isPresent()) {
        Marked marked = new Marked(look.recognised(), variable.get());
        if (isOnlyOf(look.recognised().tool(), variable.get(), environment)) {
          return Optional.of(marked);
        }
        shared = Optional.of(new Marked(new Recognised("", "an agent", false), variable.get()));
      }
    }
    return shared;
  }

  private boolean isOnlyOf(String tool, String variable, Map<String, String> environment) {
    Map<String, String> alone = Map.of(variable, environment.getOrDefault(variable, ""));
    for (AgentLook look : looks) {
      if (!look.recognised().host()
          && !look.recognised().tool().equals(tool)
          && look.markIn(alone).isPresent()) {
        return false;
      }
    }
    return true;
  }
}
