package dev.agentguard.content.closure;

import java.util.Objects;

/**
 * Something that a command does and that checking files cannot cover.
 *
 * @param reason why not
 * @param text the part of the command in question, as found (not escaped), cut when long
 */
public record Uncoverable(Reason reason, String text) implements Reference {

  private static final int LONGEST = 200;

  public Uncoverable {
    Objects.requireNonNull(reason);
    if (text.length() > LONGEST) {
      int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      text = text.substring(0, end);
    }
  }
}
