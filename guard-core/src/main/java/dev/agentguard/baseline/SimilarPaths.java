package dev.agentguard.baseline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An index of paths by their form without letter case and Unicode form; built only when somebody
 * asks.
 */
final class SimilarPaths {

  private final Map<String, List<String>> byFolded = new HashMap<>();

  SimilarPaths(Collection<String> paths, Collection<String> morePaths) {
    addAll(paths);
    addAll(morePaths);
  }

  private void addAll(Collection<String> paths) {
    for (String path : paths) {
      String folded = fold(path);
      List<String> same = byFolded.get(folded);
      if (same == null) {
        same = new ArrayList<>(1);
        byFolded.put(folded, same);
      }
      same.add(path);
    }
  }

  /** The paths with the same folded form, without the path itself, sorted. */
  List<String> of(String path) {
    List<String> others = new ArrayList<>(byFolded.getOrDefault(fold(path), List.of()));
    others.remove(path);
    others.sort(null);
    return List.copyOf(others);
  }

  private static String fold(String path) {
    // Upper case first: it maps letters such as the long s and the Kelvin sign to their plain
    // forms.
    String cased = path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(cased, Normalizer.Form.NFC);
  }
}
