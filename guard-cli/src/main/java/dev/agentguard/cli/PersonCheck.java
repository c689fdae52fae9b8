package dev.agentguard.cli;

import dev.agentguard.actor.Agents;
import dev.agentguard.actor.Caller;
import dev.agentguard.actor.Callers;
import dev.agentguard.actor.ProcessTable;
import dev.agentguard.actor.ProcessTree;
import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether a person is asking: nobody whom guard knows as an agent started the command, and there is
 * a terminal to ask them at. The rules are in {@code docs/callers.md}.
 */
final class PersonCheck {

  private static final Path PROC = Path.of("/proc");

  private final Surroundings surroundings;
  private final Supplier<Caller> caller;
  private final Function<String, Terminal> terminal;

  /**
   * @param caller finds out who started this process
   * @param terminal opens the terminal for a purpose, or throws
   */
  PersonCheck(
      Surroundings surroundings, Supplier<Caller> caller, Function<String, Terminal> terminal) {
    this.surroundings = surroundings;
    this.caller = caller;
    this.terminal = terminal;
  }

  /** The check of this process. */
  static PersonCheck ofProcess(Surroundings surroundings, Catalogue catalogue) {
    return new PersonCheck(
        surroundings,
        () ->
            new Callers(
                    new ProcessTree(ProcessTable.ofSystem(PROC)),
                    Agents.of(catalogue.packs(), real(surroundings.home()).toString()))
                .of(ProcessHandle.current().pid(), surroundings.environment()),
        DeviceTerminal::open);
  }

  /**
   * The terminal of the person who asks.
   *
   * @param command what they ask for: {@code guard approve}
   * @param purpose the same as a noun: {@code approving}
   * @throws UsageException if it is no person, or they have no terminal
   */
  Terminal require(String command, String purpose) {
    String host = "";
    Caller found = caller.get();
    refuseAgents(found, command);
    if (found instanceof Caller.Unknown unknown) {
      throw new UsageException(
          command + " is for people, and who started it cannot be seen: " + unknown.reason(),
          "run it in a terminal of your own; where processes are hidden, as a user who may see them");
    }
    if (found instanceof Caller.Person person) {
      host = person.host();
    }
    Terminal opened = terminal.apply(purpose);
    if (!host.isEmpty()) {
      surroundings.hint(
          "an agent in " + host + " can type in its terminals, too; one outside it is safer");
    }
    return opened;
  }

  /**
   * Lets everybody pass but agents.
   *
   * @throws UsageException if an agent started the command
   */
  void refuseAgents(String command) {
    refuseAgents(caller.get(), command);
  }

  private static void refuseAgents(Caller found, String command) {
    if (found instanceof Caller.Agent agent) {
      throw new UsageException(
          command + " is for people: " + agent.description() + " started this command",
          agent.variable().isEmpty()
              ? "run it yourself in a terminal of your own"
              : "run it yourself in a terminal of your own, in which "
                  + agent.variable()
                  + " is not set");
    }
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      return home;
    }
  }
}
