package dev.agentguard.policy;

/**
 * A policy file that was found, not yet understood.
 *
 * @param layer whose it is
 * @param file its name in messages, escaped
 * @param text its content
 */
record PolicySource(Layer layer, String file, String text) {}
