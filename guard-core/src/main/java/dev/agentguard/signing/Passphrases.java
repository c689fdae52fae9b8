package dev.agentguard.signing;

/** Whoever knows passphrases: a person at a terminal. */
@FunctionalInterface
public interface Passphrases {

  /**
   * Asks for a passphrase.
   *
   * @param prompt one line, not escaped
   * @return the passphrase, which the caller overwrites
   */
  char[] ask(String prompt) throws SigningException;
}
