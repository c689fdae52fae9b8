package dev.agentguard.cli;

import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Java's logging, switched off; the launcher names it. BouncyCastle asks for a logger before it
 * checks the first signature, for which Java would read a configuration and make handlers. Guard
 * says itself what there is to say.
 */
public final class NoLogs extends LogManager {

  /** Called by Java, for the name that the launcher gives. */
  public NoLogs() {}

  @Override
  public void readConfiguration() {
    // There is nothing to configure.
  }

  /** Takes a logger without a parent or a handler: what it is told goes nowhere. */
  @Override
  public boolean addLogger(Logger logger) {
    return true;
  }

  @Override
  public void reset() {
    // There is no handler to close at the end.
  }
}
