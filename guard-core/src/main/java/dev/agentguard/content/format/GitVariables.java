package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import dev.agentguard.surface.Guard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which variables of a git configuration are guarded. Beyond the rules of the pack there are two,
 * because a name alone does not make a variable harmless or harmful:
 *
 * <ul>
 *   <li>the rule of ordinary values: churn passes only while its value has an {@link OrdinaryValue
 *       ordinary shape};
 *   <li>the rule of git-lfs: {@code filter.lfs.clean}, {@code smudge}, {@code process} and {@code
 *       required} pass while they hold what {@code git lfs install} writes, although a filter runs.
 * </ul>
 */
final class GitVariables {

  private static final Map<String, Set<String>> GIT_LFS =
      Map.of(
          "filter.lfs.clean", Set.of("git-lfs clean -- %f"),
          "filter.lfs.smudge", Set.of("git-lfs smudge -- %f", "git-lfs smudge --skip -- %f"),
          "filter.lfs.process", Set.of("git-lfs filter-process", "git-lfs filter-process --skip"),
          "filter.lfs.required", Set.of("true"));

  private GitVariables() {}

  static SortedMap<String, String> guarded(Guard guard, KeyMeaning meaning, Node document) {
    if (!(document instanceof ObjectNode variables)) {
      throw new IllegalArgumentException("not a git configuration");
    }
    SortedMap<String, String> guarded = new TreeMap<>();
    for (Map.Entry<String, Node> variable : variables.members().entrySet()) {
      if (isGuarded(guard, meaning, variable.getKey(), values(variable.getValue()))) {
        guarded.put(variable.getKey(), CanonicalForm.value(variable.getValue()));
      }
    }
    return guarded;
  }

  private static boolean isGuarded(Guard guard, KeyMeaning meaning, String key, List<Node> values) {
    return switch (guard) {
      case WHOLE, METADATA -> true;
      case KEYS -> meaning.isGuarded(key) && !isGitLfs(key, values);
      case EXCEPT ->
          !isGitLfs(key, values)
              && (meaning.isGuarded(key) || !meaning.isChurn(key) || !areOrdinary(values));
    };
  }

  private static List<Node> values(Node value) {
    return value instanceof ArrayNode array ? array.elements() : List.of(value);
  }

  private static boolean isGitLfs(String key, List<Node> values) {
    Set<String> own = GIT_LFS.getOrDefault(key, Set.of());
    for (Node value : values) {
      if (!(value instanceof Scalar scalar && own.contains(scalar.text()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areOrdinary(List<Node> values) {
    for (Node value : values) {
      if (!(value instanceof Scalar scalar && OrdinaryValue.test(scalar.text()))) {
        return false;
      }
    }
    return true;
  }
}
