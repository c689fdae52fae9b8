package dev.agentguard.content.closure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a command would run.
 *
 * @param workspace absolute path of the workspace, with slashes, without one at the end
 * @param home absolute path of the home directory, likewise
 * @param base what relative paths are relative to, likewise
 * @param path the directories of the search path, as written; relative ones belong to the workspace
 * @param variables the variables whose values are known; all others are unknown
 */
public record Surroundings(
    String workspace, String home, String base, List<String> path, Map<String, String> variables) {

  private static final List<String> NAMES_OF_WORKSPACE =
      List.of(
          "CLAUDE_PROJECT_DIR",
          "FACTORY_PROJECT_DIR",
          "AUGMENT_PROJECT_DIR",
          "GEMINI_PROJECT_DIR",
          "CURSOR_PROJECT_DIR",
          "QWEN_PROJECT_DIR",
          "workspaceFolder",
          "workspaceRoot");

  public Surroundings {
    path = List.copyOf(path);
    variables = Map.copyOf(variables);
  }

  /** A workspace as the agents see it, with their variables for it. */
  public static Surroundings of(String workspace, String home, List<String> path) {
    Map<String, String> variables = new HashMap<>();
    for (String name : NAMES_OF_WORKSPACE) {
      variables.put(name, workspace);
    }
    variables.put("HOME", home);
    variables.put("USERPROFILE", home);
    variables.put("userHome", home);
    return new Surroundings(workspace, home, workspace, path, variables);
  }

  /** Whether a path belongs to the system, and not to a workspace or home inside of it. */
  boolean isSystem(String absolute) {
    return Paths.isSystem(absolute)
        && !Paths.isWithin(workspace, absolute)
        && !Paths.isWithin(home, absolute);
  }

  /** The same with another directory for relative paths. */
  public Surroundings at(String newBase) {
    return new Surroundings(workspace, home, newBase, path, variables);
  }

  /** The same for a project inside the workspace, which agents take for the workspace itself. */
  public Surroundings project(String directory) {
    Map<String, String> changed = new HashMap<>(variables);
    for (String name : NAMES_OF_WORKSPACE) {
      changed.put(name, directory);
    }
    return new Surroundings(workspace, home, directory, path, changed);
  }

  /** The same with one more known variable, such as {@code CLAUDE_PLUGIN_ROOT}. */
  public Surroundings with(String name, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, value);
    return new Surroundings(workspace, home, base, path, more);
  }
}
