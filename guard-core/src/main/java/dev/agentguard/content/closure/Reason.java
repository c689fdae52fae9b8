package dev.agentguard.content.closure;

/** Why something that a command does cannot be covered by checking files. */
public enum Reason {
  INLINE_CODE("The code is written into the command itself."),
  UNPINNED_RUNNER("It runs the newest version of a package from a registry."),
  PINNED_RUNNER("It runs a fixed version of a package whose content is not checked."),
  DOWNLOAD_AND_RUN("It runs what it downloads."),
  FOUND_THROUGH_PATH("Which program runs depends on the search path."),
  IN_WORKSPACE_PATH("It runs a program from a search path inside the workspace."),
  UNKNOWN_EXPANSION("Part of it is known only when it runs."),
  CONTAINER_IMAGE("It runs a container image whose content is not checked."),
  REMOTE_SERVER("It talks to a server whose behaviour can change at any time."),
  LOADS_CODE("What it loads by itself is not followed."),
  TOO_DEEP("It leads further than is followed."),
  UNREADABLE("A file that it uses could not be looked into.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason for people. */
  public String sentence() {
    return sentence;
  }
}
