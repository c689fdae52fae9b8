package dev.agentguard.surface;

/** Which tree a path pattern speaks about. */
public enum Scope {
  /** A workspace, at any depth. */
  WORKSPACE,
  /** The user's home directory. */
  HOME,
  /** The whole machine. */
  SYSTEM
}
