package dev.agentguard.actor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes that a test makes up. Each new one is a child of the one before. */
final class FakeTable implements ProcessTable {

  private final Map<Long, RunningProcess> processes = new HashMap<>();
  private long last;

  FakeTable() {
    add("systemd", "/usr/lib/systemd/systemd", List.of("/sbin/init"));
  }

  @Override
  public Optional<RunningProcess> find(long pid) {
    return Optional.ofNullable(processes.get(pid));
  }

  FakeTable add(String name, String program, List<String> arguments) {
    return add(name, program, arguments, List.of(), Map.of());
  }

  FakeTable add(
      String name,
      String program,
      List<String> arguments,
      List<String> files,
      Map<String, String> environment) {
    long pid = last + 1;
    put(new RunningProcess(pid, last, pid, name, program, arguments, files, environment));
    last = pid;
    return this;
  }

  /** A shell of a person. */
  FakeTable shell() {
    return add("bash", "/usr/bin/bash", List.of("-bash"));
  }

  FakeTable put(RunningProcess process) {
    processes.put(process.pid(), process);
    return this;
  }

  FakeTable hide(long pid) {
    processes.remove(pid);
    return this;
  }

  /** The process that was added last. */
  long last() {
    return last;
  }
}
