package dev.agentguard.content.closure;

/** What a file is to the command that names it. */
public enum Role {
  /** Code that an interpreter runs. */
  SCRIPT,
  /** A program that is run itself. */
  EXECUTABLE,
  /** A file that is only named on the command line. */
  ARGUMENT,
  /** A file that is read into another: sourced, preloaded or imported. */
  SOURCED,
  /** A file that tells a program what to do. */
  CONFIG,
  /** A directory whose content is used as a whole. */
  DIRECTORY
}
