package dev.agentguard.content.closure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of variables and substitutions, as far as they are known without running anything.
 *
 * <p>It learns the constant assignments of the command line that it is used for.
 */
final class Expansion {

  private final String workspace;
  private final String base;
  private final Map<String, String> variables;

  Expansion(Surroundings surroundings) {
    workspace = surroundings.workspace();
    base = surroundings.base();
    variables = new HashMap<>(surroundings.variables());
    variables.put("PWD", base);
  }

  /** The expansion inside a script that lies at a path. */
  Expansion inScript(String path) {
    variables.put("0", path);
    variables.put("BASH_SOURCE", path);
    variables.put("BASH_SOURCE[0]", path);
    return this;
  }

  /** The home directory. */
  @Nullable String home() {
    return variables.get("HOME");
  }

  /** Notes {@code NAME=value}. */
  void assign(Word assignment) {
    int equals = assignment.text().indexOf('=');
    String name = assignment.text().substring(0, equals);
    if (assignment.known() && !name.endsWith("+")) {
      variables.put(name, assignment.text().substring(equals + 1));
    } else {
      variables.remove(name.replace("+", ""));
    }
  }

  /** The value of what stands between <code>${</code> and <code>}</code>, or null. */
  @Nullable String parameter(String expression) {
    String name = expression.startsWith("env:") ? expression.substring(4) : expression;
    if (name.startsWith("workspaceFolder:")) {
      name = "workspaceFolder";
    }
    String value = variables.get(name);
    if (value != null) {
      return value;
    }
    if (expression.endsWith("%/*")) {
      String path = variables.get(expression.substring(0, expression.length() - 3));
      return path == null ? null : Paths.parent(path);
    }
    int dash = expression.indexOf('-');
    if (dash > 0) {
      return variables.get(
          expression.substring(0, expression.charAt(dash - 1) == ':' ? dash - 1 : dash));
    }
    return null;
  }

  /** The output of a command line whose output is a known path, or null. */
  @Nullable String output(List<SimpleCommand> commands) {
    if (commands.isEmpty()) {
      return null;
    }
    String first = commands.get(0).line();
    if (first.equals("git rev-parse --show-toplevel")) {
      return workspace;
    }
    if (first.equals("pwd") && commands.size() == 1) {
      return base;
    }
    List<Word> words = commands.get(0).words();
    if (words.size() < 2 || !words.get(words.size() - 1).known()) {
      return null;
    }
    String last = words.get(words.size() - 1).text();
    String program = words.get(0).text();
    if (commands.size() == 1 && program.equals("dirname")) {
      return Paths.parent(last);
    }
    if (commands.size() == 1 && (program.equals("realpath") || program.equals("readlink"))) {
      return last;
    }
    boolean printsDirectory = commands.size() == 2 && commands.get(1).line().startsWith("pwd");
    return program.equals("cd") && printsDirectory ? last : null;
  }
}
