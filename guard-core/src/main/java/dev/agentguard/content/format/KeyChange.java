package dev.agentguard.content.format;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A guarded key whose value differs between two projections.
 *
 * @param key the key: a JSON pointer, or git's name of a variable
 * @param before the canonical text of the old value; empty if the key is new
 * @param after the canonical text of the new value; empty if the key is gone
 */
public record KeyChange(String key, Optional<String> before, Optional<String> after) {

  private static final Optional<String> HIDDEN = Optional.of("***");

  public KeyChange {
    requireNonNull(key);
    requireNonNull(before);
    requireNonNull(after);
  }

  /** The same change without the values, for keys that hold a credential. */
  public KeyChange masked() {
    return new KeyChange(
        key, before.isPresent() ? HIDDEN : before, after.isPresent() ? HIDDEN : after);
  }
}
