package dev.agentguard.verify;

import java.io.IOException;

/** Says that an object is not any more what a person was asked about. Nothing is accepted. */
public final class ChangedMeanwhileException extends IOException {

  private static final long serialVersionUID = 1;

  private final String path;

  ChangedMeanwhileException(String path) {
    super(path + " changed while it was being looked at");
    this.path = path;
  }

  /** The object, as in baselines; not escaped. */
  public String path() {
    return path;
  }
}
