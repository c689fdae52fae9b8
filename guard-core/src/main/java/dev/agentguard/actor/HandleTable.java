package dev.agentguard.actor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes as Java shows them, where there is no {@code /proc}: without environments. */
final class HandleTable implements ProcessTable {

  @Override
  public Optional<RunningProcess> find(long pid) {
    return ProcessHandle.of(pid).map(HandleTable::look);
  }

  private static RunningProcess look(ProcessHandle handle) {
    ProcessHandle.Info info = handle.info();
    String program = info.command().orElse("");
    List<String> arguments = new ArrayList<>(List.of(program));
    arguments.addAll(List.of(info.arguments().orElse(new String[0])));
    return new RunningProcess(
        handle.pid(),
        handle.parent().map(ProcessHandle::pid).orElse(0L),
        info.startInstant().map(Instant::toEpochMilli).orElse(0L),
        lastName(program),
        program,
        arguments,
        List.of(),
        Map.of());
  }

  private static String lastName(String program) {
    try {
      Path name = Path.of(program).getFileName();
      return name == null ? "" : name.toString();
    } catch (InvalidPathException e) {
      return program;
    }
  }
}
