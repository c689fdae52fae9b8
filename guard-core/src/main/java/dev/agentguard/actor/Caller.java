package dev.agentguard.actor;

/** Who started a command. */
public sealed interface Caller {

  /**
   * Nobody whom guard knows as an agent. That is all that can be seen: an agent that hides is here,
   * too.
   *
   * @param host the title of the editor or terminal above, in which a person and its own agent look
   *     alike; empty if there is none
   */
  record Person(String host) implements Caller {}

  /**
   * An agent.
   *
   * @param tool its name in identifiers; empty if the sign does not say which agent it is
   * @param title its name for people
   * @param pid the process that shows it
   * @param program the file that the process runs; may be empty
   * @param variable the variable that shows it; empty if the process itself does
   */
  record Agent(String tool, String title, long pid, String program, String variable)
      implements Caller {

    /** The agent and what shows it, to be put into a sentence; not escaped. */
    public String description() {
      if (!variable.isEmpty()) {
        return title + " (its variable " + variable + " is set in process " + pid + ")";
      }
      return title + " (process " + pid + (program.isEmpty() ? ")" : ", " + program + ")");
    }
  }

  /**
   * Nothing certain.
   *
   * @param reason one line, not escaped
   */
  record Unknown(String reason) implements Caller {}
}
