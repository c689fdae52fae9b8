package dev.agentguard.content.format;

import dev.agentguard.surface.Format;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern for keys in the key language of {@code docs/packs.md}. It covers everything below what
 * it matches. Consumers differ in how they read a name, so a pattern that guards is read widely
 * (any letter case, and the tolerances of {@link NameReading}) and one that releases is read
 * narrowly: either way doubt keeps a key guarded.
 */
public final class KeyPattern {

  private final String text;
  private final Reading reading;

  private KeyPattern(String text, Reading reading) {
    this.text = text;
    this.reading = reading;
  }

  /**
   * Compiles a pattern for keys that are guarded, run or followed.
   *
   * @throws IllegalArgumentException if the pattern is malformed
   */
  public static KeyPattern guarding(Format format, String pattern) {
    return compile(format, pattern, true);
  }

  /**
   * Compiles a pattern for keys that are let pass.
   *
   * @throws IllegalArgumentException if the pattern is malformed
   */
  public static KeyPattern releasing(Format format, String pattern) {
    return compile(format, pattern, false);
  }

  private static KeyPattern compile(Format format, String pattern, boolean wide) {
    if (!format.keyed()) {
      throw new IllegalArgumentException(format + " has no keys");
    }
    List<String> alternatives = BraceExpansion.of(pattern);
    return new KeyPattern(
        pattern,
        format == Format.GITCONFIG
            ? new GitNamePattern(alternatives, wide)
            : new PointerPattern(alternatives, new NameReading(format, wide)));
  }

  /** Whether a key is what the pattern names, or below it. */
  public boolean matches(String key) {
    return reading.matches(key);
  }

  /** The values that the pattern names in a document by key, without what is below them. */
  public Map<String, Node> select(Node document) {
    Map<String, Node> found = new LinkedHashMap<>();
    reading.select(document, found);
    return Collections.unmodifiableMap(found);
  }

  /** The pattern for walking a document, name by name. Not for git names. */
  PointerPattern pointers() {
    return (PointerPattern) reading;
  }

  @Override
  public String toString() {
    return text;
  }

  /** A compiled pattern for one way of writing keys. */
  sealed interface Reading permits PointerPattern, GitNamePattern {
    boolean matches(String key);

    void select(Node document, Map<String, Node> found);
  }
}
