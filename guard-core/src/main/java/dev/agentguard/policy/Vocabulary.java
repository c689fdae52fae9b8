package dev.agentguard.policy;

import dev.agentguard.surface.Stance;
import dev.agentguard.verify.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that a key can have as its value, and what they mean.
 *
 * @param values what they mean, in the order of the words
 */
record Vocabulary<T>(List<String> words, List<T> values) {

  static final Vocabulary<Mode> MODES =
      new Vocabulary<>(List.of("report", "enforce"), List.of(Mode.REPORT, Mode.ENFORCE));

  static final Vocabulary<Stance> STANCES =
      new Vocabulary<>(
          List.of("deny", "ask", "watch"), List.of(Stance.DENY, Stance.ASK, Stance.WATCH));

  static final Vocabulary<Severity> SEVERITIES =
      new Vocabulary<>(
          List.of("low", "medium", "high", "critical"),
          List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL));

  @Nullable T find(String word) {
    int index = words.indexOf(word);
    return index < 0 ? null : values.get(index);
  }

  /** The word for a value. */
  String word(T value) {
    return words.get(values.indexOf(value));
  }

  /** All words, for a message. */
  String expected() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(i == 0 ? "" : i + 1 < words.size() ? ", " : " or ");
      text.append('"').append(words.get(i)).append('"');
    }
    return text.toString();
  }
}
