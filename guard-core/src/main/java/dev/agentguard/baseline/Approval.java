package dev.agentguard.baseline;

/** An approval that was accepted; the only thing that moves a {@link Baseline}. */
public final class Approval {

  private final String file;
  private final Statement statement;
  private final Trust trust;

  Approval(String file, Statement statement, Trust trust) {
    this.file = file;
    this.statement = statement;
    this.trust = trust;
  }

  /** The name by which messages and findings call it. */
  public String file() {
    return file;
  }

  /** What it says. */
  public Statement statement() {
    return statement;
  }

  /** Why it is believed. */
  public Trust trust() {
    return trust;
  }

  @Override
  public String toString() {
    return Quoting.printable(file);
  }
}
