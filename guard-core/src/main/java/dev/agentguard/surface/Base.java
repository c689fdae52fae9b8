package dev.agentguard.surface;

/** What relative commands and references in a file are relative to. */
public enum Base {
  /** The root of the workspace (or the home directory). */
  WORKSPACE,
  /** The directory of the file itself. */
  FILE
}
