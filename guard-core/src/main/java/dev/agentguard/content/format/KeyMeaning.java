package dev.agentguard.content.format;

import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.KeyRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the keys of a document do: the compiled form of {@link KeyRules}. */
public final class KeyMeaning {

  private final Map<Effect, List<KeyPattern>> effects;
  private final List<KeyPattern> guarding;
  private final List<KeyPattern> churn;
  private final List<KeyPattern> closed;

  private KeyMeaning(
      Map<Effect, List<KeyPattern>> effects,
      List<KeyPattern> guarding,
      List<KeyPattern> churn,
      List<KeyPattern> closed) {
    this.effects = effects;
    this.guarding = guarding;
    this.churn = churn;
    this.closed = closed;
  }

  /**
   * Compiles rules.
   *
   * @throws IllegalArgumentException if a pattern is malformed
   */
  public static KeyMeaning of(Format format, KeyRules rules) {
    Map<Effect, List<KeyPattern>> effects = new EnumMap<>(Effect.class);
    List<KeyPattern> guarding = new ArrayList<>();
    for (Effect effect : Effect.values()) {
      List<KeyPattern> patterns = new ArrayList<>();
      for (String pattern : rules.of(effect)) {
        patterns.add(KeyPattern.guarding(format, pattern));
      }
      effects.put(effect, patterns);
      guarding.addAll(patterns);
    }
    List<KeyPattern> churn = new ArrayList<>();
    for (String pattern : rules.churn()) {
      churn.add(KeyPattern.releasing(format, pattern));
    }
    List<KeyPattern> closed = new ArrayList<>();
    for (String pattern : rules.closed()) {
      closed.add(KeyPattern.releasing(format, pattern));
    }
    return new KeyMeaning(effects, guarding, churn, closed);
  }

  /** The worst effect whose patterns match a key, or the fallback if none do. */
  public Effect effectOf(String key, Effect fallback) {
    for (Effect effect : Effect.values()) {
      if (matchesAny(effects.getOrDefault(effect, List.of()), key)) {
        return effect;
      }
    }
    return fallback;
  }

  /** Whether a key has an effect. */
  boolean isGuarded(String key) {
    return matchesAny(guarding, key);
  }

  /** Whether a key is listed as churn. */
  public boolean isChurn(String key) {
    return matchesAny(churn, key);
  }

  /**
   * Whether a key itself, not only one above it, is a gate that is closed while it has no value.
   */
  boolean isClosedWhenEmpty(String key) {
    String above = key.substring(0, Math.max(0, key.lastIndexOf('/')));
    for (KeyPattern pattern : closed) {
      if (pattern.matches(key) && (above.isEmpty() || !pattern.matches(above))) {
        return true;
      }
    }
    return false;
  }

  List<KeyPattern> guarding() {
    return guarding;
  }

  List<KeyPattern> churn() {
    return churn;
  }

  private static boolean matchesAny(List<KeyPattern> patterns, String key) {
    for (KeyPattern pattern : patterns) {
      if (pattern.matches(key)) {
        return true;
      }
    }
    return false;
  }
}
