package dev.agentguard.cli;

import java.util.Arrays;

/**
 * A person's terminal: what is shown there is seen by them, and what comes from there they typed.
 */
interface Terminal extends AutoCloseable {

  /** The only answer that is a confirmation. */
  String YES = "yes";

  /** Shows text, which is escaped already. */
  void show(String text);

  /**
   * Asks a question, and whether the answer is the whole word {@link #YES}. What was typed before
   * the question appeared is no answer to it.
   *
   * @param question one line, not escaped
   */
  boolean confirm(String question);

  /**
   * Asks for a secret, which is not shown.
   *
   * @param prompt one line, not escaped
   * @return the secret, which the caller overwrites
   */
  char[] passphrase(String prompt);

  /**
   * Asks for a new secret, until it is typed twice alike.
   *
   * @param shortest the fewest characters that it may have
   * @return the secret, which the caller overwrites
   */
  default char[] newPassphrase(String prompt, int shortest) {
    while (true) {
      char[] first = passphrase(prompt);
      if (first.length < shortest) {
        Arrays.fill(first, '\0');
        show("It needs at least " + shortest + " characters.\n");
        continue;
      }
      char[] second = passphrase("Again: ");
      boolean alike = Arrays.equals(first, second);
      Arrays.fill(second, '\0');
      if (alike) {
        return first;
      }
      Arrays.fill(first, '\0');
      show("They differ.\n");
    }
  }

  @Override
  void close();
}
