package dev.agentguard.baseline;

import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The name of what an approval is for: a repository, or one store of a state directory. An approval
 * for another one is refused, so that nobody can carry a signed approval from a harmless place to a
 * place where it does harm.
 *
 * @param value the identity; written in lower case with hyphens
 */
public record RepositoryId(UUID value) {

  private static final int LENGTH = 36;

  /** A new identity (UUID version 4). */
  public static RepositoryId random(RandomGenerator random) {
    return new RepositoryId(of(random.nextLong(), random.nextLong(), 4));
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the text is anything else, upper-case digits included
   */
  public static RepositoryId parse(String text) {
    if (text.length() == LENGTH) {
      UUID value = UUID.fromString(text);
      if (value.toString().equals(text)) {
        return new RepositoryId(value);
      }
    }
    throw new IllegalArgumentException("not a lower-case UUID");
  }

  /** The identity with the given bits, marked as the given version of RFC 9562. */
  static UUID of(long high, long low, int version) {
    long versioned = (high & ~0xf000L) | ((long) version << 12);
    long variant = (low & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(versioned, variant);
  }

  @Override
  public String toString() {
    return value.toString();
  }

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RepositoryId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
