package dev.agentguard.surface;

import java.util.List;
import java.util.Map;

/**
 * The catalogue's facts about one tool, as its file in {@code baselines/} declares them.
 *
 * @param tool its name in identifiers
 * @param title its name for people
 * @param verified the year and month in which the facts were last checked, {@code 2026-08}
 * @param group the family it belongs to
 * @param relocations environment variables that move a directory, and where it is without them
 * @param surfaces what is protected
 * @param agents what its processes look like
 * @param churn files known not to matter
 * @param uncovered what it obeys and no file check can see
 */
public record Pack(
    String tool,
    String title,
    String verified,
    String group,
    Map<String, String> relocations,
    List<Surface> surfaces,
    List<Agent> agents,
    List<Churn> churn,
    List<Uncovered> uncovered) {

  public Pack {
    relocations = Map.copyOf(relocations);
    surfaces = List.copyOf(surfaces);
    agents = List.copyOf(agents);
    churn = List.copyOf(churn);
    uncovered = List.copyOf(uncovered);
  }

  /**
   * What a process of a tool looks like. Every mark but the executable can be forged by the
   * process.
   *
   * @param exe patterns of the resolved executable
   * @param comm process names
   * @param args patterns of an interpreter's arguments
   * @param env variables that it sets for its children, as {@code NAME}, {@code PREFIX*} or {@code
   *     NAME=VALUE}
   * @param state what it must be able to write to work at all
   * @param host whether people work in it too, in its terminal: it alone is no sign of an agent
   * @param recalled whether nobody has checked the fact
   * @param note anything else, may be empty
   */
  public record Agent(
      List<String> exe,
      List<String> comm,
      List<String> args,
      List<String> env,
      List<String> state,
      boolean host,
      boolean recalled,
      String note) {

    public Agent {
      exe = List.copyOf(exe);
      comm = List.copyOf(comm);
      args = List.copyOf(args);
      env = List.copyOf(env);
      state = List.copyOf(state);
    }
  }

  /** Files that a tool rewrites all the time and that are known not to matter. */
  public record Churn(List<String> paths, String why) {
    public Churn {
      paths = List.copyOf(paths);
    }
  }

  /** Something that a tool obeys and no file check can see. */
  public record Uncovered(String what, String why) {}
}
