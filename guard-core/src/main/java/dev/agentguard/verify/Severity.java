package dev.agentguard.verify;

import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Surface;

/** How bad a finding is, worst first. */
public enum Severity {
  /** A command of somebody else's choice runs without a prompt. */
  CRITICAL,
  /** A gate opens, a command runs behind a prompt, or a credential is replaced. */
  HIGH,
  /** A model is steered, or a file is unsafe in itself. */
  MEDIUM,
  /** Worth a look. */
  LOW,
  /** For information: it does not make a verification fail. */
  NOTICE;

  /** What an effect on a surface amounts to. */
  static Severity of(Effect effect, Surface surface) {
    return switch (effect) {
      case EXECUTES -> surface.gated() ? HIGH : CRITICAL;
      case LOOSENS, SECRET -> HIGH;
      case STEERS -> MEDIUM;
    };
  }

  /** The worse of two. */
  Severity or(Severity other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
