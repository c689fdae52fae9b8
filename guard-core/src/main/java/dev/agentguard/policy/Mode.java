package dev.agentguard.policy;

/** Whether guard acts, strictest first. */
public enum Mode {
  /** Does what the decision says. */
  ENFORCE,
  /** Records what would have been done. */
  REPORT
}
