package dev.agentguard.content.format;

import dev.agentguard.content.format.Node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A pattern for the names of git variables. {@code *} also spans dots. Section and variable are
 * compared without letter case, the subsection between the first and the last dot with it, unless
 * the pattern is read widely. A pattern without a dot is a section. Only when read widely does a
 * pattern with dots cover what is below it: otherwise {@code remote.*.url} would release {@code
 * uploadpack} of a remote called {@code x.url.y}.
 */
final class GitNamePattern implements KeyPattern.Reading {

  private final boolean wide;
  private final List<Glob> variables = new ArrayList<>();
  private final List<Glob> sections = new ArrayList<>();

  GitNamePattern(List<String> alternatives, boolean wide) {
    this.wide = wide;
    for (String alternative : alternatives) {
      if (alternative.isEmpty() || alternative.startsWith("/")) {
        throw new IllegalArgumentException("not the name of a git variable: " + alternative);
      }
      Glob glob = new Glob(fold(alternative));
      variables.add(glob);
      if (wide || alternative.indexOf('.') < 0) {
        sections.add(glob);
      }
    }
  }

  @Override
  public boolean matches(String key) {
    String name = fold(key);
    if (matchesAny(variables, name)) {
      return true;
    }
    int end = name.indexOf('.');
    while (end >= 0) {
      if (matchesAny(sections, name.substring(0, end))) {
        return true;
      }
      end = wide ? name.indexOf('.', end + 1) : -1;
    }
    return false;
  }

  @Override
  public void select(Node document, Map<String, Node> found) {
    if (document instanceof ObjectNode object) {
      for (Map.Entry<String, Node> variable : object.members().entrySet()) {
        if (matches(variable.getKey())) {
          found.put(variable.getKey(), variable.getValue());
        }
      }
    }
  }

  private String fold(String name) {
    int first = name.indexOf('.');
    int last = name.lastIndexOf('.');
    if (wide || first < 0 || first == last) {
      return name.toLowerCase(Locale.ROOT);
    }
    return name.substring(0, first).toLowerCase(Locale.ROOT)
        + name.substring(first, last)
        + name.substring(last).toLowerCase(Locale.ROOT);
  }

  private static boolean matchesAny(List<Glob> globs, String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
