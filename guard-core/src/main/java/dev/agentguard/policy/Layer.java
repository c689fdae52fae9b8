package dev.agentguard.policy;

/** Whose word a setting is, later layers having the later word. */
public enum Layer {
  /** The program and its catalogue. */
  BUILT_IN,
  /** The administrator of the machine. */
  ENTERPRISE,
  /** The user of the machine. */
  USER,
  /** The files that are judged, which may only tighten. */
  WORKSPACE
}
