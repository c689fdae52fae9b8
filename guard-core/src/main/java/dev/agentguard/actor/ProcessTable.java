package dev.agentguard.actor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processes of a system, looked at one by one. */
public interface ProcessTable {

  /** What the system says of a process now; empty if it is not there or may not be seen. */
  Optional<RunningProcess> find(long pid);

  /**
   * The table of this system.
   *
   * @param proc where Linux shows processes: {@code /proc}; elsewhere nothing is there
   */
  static ProcessTable ofSystem(Path proc) {
    return Files.isReadable(proc.resolve("self/stat")) ? new ProcTable(proc) : new HandleTable();
  }
}
