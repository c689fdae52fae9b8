package dev.agentguard.cli;

import dev.agentguard.surface.Catalogue;

/** The people who may be behind a process. */
interface People {

  /**
   * The terminal of the person who asks for something.
   *
   * @param catalogue what knows the agents
   * @param command what they ask for: {@code guard approve}
   * @param purpose the same as a noun: {@code approving}
   * @throws UsageException if an agent asks, or there is no terminal
   */
  Terminal require(Surroundings surroundings, Catalogue catalogue, String command, String purpose);

  /**
   * Lets everybody pass but agents.
   *
   * @throws UsageException if an agent asks
   */
  void refuseAgents(Surroundings surroundings, Catalogue catalogue, String command);

  /** Whoever started this process. */
  final class OfProcess implements People {
    @Override
    public Terminal require(
        Surroundings surroundings, Catalogue catalogue, String command, String purpose) {
      return PersonCheck.ofProcess(surroundings, catalogue).require(command, purpose);
    }

    @Override
    public void refuseAgents(Surroundings surroundings, Catalogue catalogue, String command) {
      PersonCheck.ofProcess(surroundings, catalogue).refuseAgents(command);
    }
  }
}
