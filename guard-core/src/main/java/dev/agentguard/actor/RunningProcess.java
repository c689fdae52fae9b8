package dev.agentguard.actor;

import java.util.List;
import java.util.Map;

/**
 * What the system says of one process. All of it but the numbers can be forged by the process
 * itself, the program only by copying it.
 *
 * @param pid its number
 * @param parent the number of the process that it belongs to, 0 if there is none
 * @param started when it started, in a unit of the table's own; with the number it is one process
 *     and no later one
 * @param name its short name, on Linux at most 15 bytes
 * @param program the resolved file that it runs, empty if the system does not say
 * @param arguments its command line, the program's name first; may be empty
 * @param files real paths of the files that its arguments name
 * @param environment the variables that it was started with; empty if the system does not say
 */
public record RunningProcess(
    long pid,
    long parent,
    long started,
    String name,
    String program,
    List<String> arguments,
    List<String> files,
    Map<String, String> environment) {

  public RunningProcess {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
  }
}
