package dev.agentguard.surface;

/** The worst that a change does, worst first. */
public enum Effect {
  /** A command runs. */
  EXECUTES,
  /** A gate opens: an allow list, a sandbox, a trust record. */
  LOOSENS,
  /** A model is told something. */
  STEERS,
  /** A credential is exposed or replaced. */
  SECRET
}
