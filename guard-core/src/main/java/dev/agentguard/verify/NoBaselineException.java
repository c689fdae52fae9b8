package dev.agentguard.verify;

import java.io.IOException;

/** Says that nobody ever accepted a state of a tree, so that there is nothing to compare with. */
public final class NoBaselineException extends IOException {

  private static final long serialVersionUID = 1L;

  NoBaselineException() {
    super("no baseline");
  }
}
