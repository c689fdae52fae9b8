package dev.agentguard.actor;

import dev.agentguard.surface.Pack;
import dev.agentguard.surface.ProgramPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One way in which a tool's processes look, ready for matching. */
final class AgentLook {

  /** What the kernel adds to the name of a file that is no longer there, after an update say. */
  private static final String DELETED = " (deleted)";

  /** The kernel keeps this much of a name, in bytes. */
  private static final int KEPT_NAME = 15;

  /** The kernel and packs know no longer paths; longer arguments are somebody's text. */
  private static final int MAX_TEXT = 4096;

  private static final int SHORTEST_WORD = 3;

  private final Agents.Recognised recognised;
  private final List<ProgramPattern> programs = new ArrayList<>();
  private final List<ProgramPattern> scripts = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> marks;

  AgentLook(Pack pack, Pack.Agent agent) {
    recognised = new Agents.Recognised(pack.tool(), pack.title(), agent.host());
    for (String pattern : agent.exe()) {
      programs.add(ProgramPattern.of(pattern));
    }
    for (String pattern : agent.args()) {
      scripts.add(ProgramPattern.of(pattern));
    }
    for (String name : agent.comm()) {
      if (saysWhichTool(name, pack.tool())) {
        names.add(kept(name));
      }
    }
    marks = agent.env();
  }

  Agents.Recognised recognised() {
    return recognised;
  }

  /** Whether a process runs the tool's program. */
  boolean runs(RunningProcess process, String home) {
    String program = process.program();
    return matches(programs, program, home)
        || program.endsWith(DELETED) && matches(programs, present(program), home);
  }

  /**
   * Whether a process runs the tool's script.
   *
   * @param editor whether its program is an editor, which can run scripts
   */
  boolean isScriptOf(RunningProcess process, boolean editor, String home) {
    if (!editor && !Interpreters.isInterpreter(programOrFirstArgument(process))) {
      return false;
    }
    for (String argument : process.arguments()) {
      if (matches(scripts, argument, home)) {
        return true;
      }
    }
    for (String file : process.files()) {
      if (matches(scripts, file, home)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a process has one of the tool's names, and there by right. */
  boolean isNameOf(RunningProcess process) {
    if (!names.contains(process.name())) {
      return false;
    }
    String program = programOrFirstArgument(process);
    if (Interpreters.isShell(program)) {
      return false;
    }
    return !Interpreters.isInterpreter(program) || isTitle(process);
  }

  /** Whether the process has put its name in the place of its command line. */
  private static boolean isTitle(RunningProcess process) {
    List<String> arguments = process.arguments();
    if (arguments.size() != 1) {
      return false;
    }
    String title = arguments.get(0);
    return title.equals(process.name()) || title.startsWith(process.name() + " ");
  }

  /** A variable in the environment that the tool sets for its children; its name. */
  Optional<String> markIn(Map<String, String> environment) {
    for (String mark : marks) {
      int equals = mark.indexOf('=');
      if (mark.endsWith("*")) {
        String prefix = mark.substring(0, mark.length() - 1);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
          if (variable.getKey().startsWith(prefix) && isSet(variable.getValue())) {
            return Optional.of(variable.getKey());
          }
        }
      } else if (equals > 0) {
        String name = mark.substring(0, equals);
        if (mark.substring(equals + 1).equals(environment.get(name))) {
          return Optional.of(name);
        }
      } else if (isSet(environment.getOrDefault(mark, ""))) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  private static boolean isSet(String value) {
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  /** Another user's process does not show its program, but its command line. */
  private static String programOrFirstArgument(RunningProcess process) {
    if (!process.program().isEmpty()) {
      return present(process.program());
    }
    return process.arguments().isEmpty() ? "" : process.arguments().get(0);
  }

  private static String present(String program) {
    return program.endsWith(DELETED)
        ? program.substring(0, program.length() - DELETED.length())
        : program;
  }

  private static boolean saysWhichTool(String name, String tool) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : tool.split("-", -1)) {
      boolean inName = word.length() >= SHORTEST_WORD && lower.contains(word);
      if (inName || lower.length() >= SHORTEST_WORD && word.contains(lower)) {
        return true;
      }
    }
    return false;
  }

  private static String kept(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, KEPT_NAME);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean matches(List<ProgramPattern> patterns, String text, String home) {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return false;
    }
    for (ProgramPattern pattern : patterns) {
      if (pattern.matches(text, home)) {
        return true;
      }
    }
    return false;
  }
}
