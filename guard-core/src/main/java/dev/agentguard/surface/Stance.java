package dev.agentguard.surface;

/** How guard treats a change that nobody approved. */
public enum Stance {
  /** A finding: no agent has a reason to change this. */
  DENY,
  /** A finding: agents have good reasons to change this; a person looks, then approves. */
  ASK,
  /** Catalogued, but part of a baseline only where policy says so. */
  WATCH
}
