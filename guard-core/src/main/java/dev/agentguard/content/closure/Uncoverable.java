package dev.agentguard.content.closure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Uncoverable that && reason == that.reason && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
