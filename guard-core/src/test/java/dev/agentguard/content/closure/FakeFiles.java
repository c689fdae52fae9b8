package dev.agentguard.content.closure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A disk in memory. */
final class FakeFiles implements Files {

  private final TreeMap<String, String> files = new TreeMap<>();
  private final TreeMap<String, String> links = new TreeMap<>();

  FakeFiles file(String path, String text) {
    files.put(path, text);
    return this;
  }

  FakeFiles link(String path, String target) {
    links.put(path, target);
    return this;
  }

  @Override
  public Kind kind(String path) {
    if (links.containsKey(path)) {
      return Kind.LINK;
    }
    if (files.containsKey(path)) {
      return Kind.REGULAR;
    }
    return path.equals("/") || !list(path).isEmpty() ? Kind.DIRECTORY : Kind.MISSING;
  }

  @Override
  public Optional<String> target(String link) {
    return Optional.ofNullable(links.get(link));
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directory.equals("/") ? "/" : directory + "/";
    TreeSet<String> names = new TreeSet<>();
    for (Map<String, String> each : List.of(files, links)) {
      for (String path : each.keySet()) {
        if (path.startsWith(prefix)) {
          names.add(path.substring(prefix.length()).split("/", -1)[0]);
        }
      }
    }
    return List.copyOf(names);
  }

  @Override
  public Optional<String> read(String path, int limit) {
    String text = files.get(path);
    if (text == null || text.indexOf(0) >= 0) {
      return Optional.empty();
    }
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= limit;
    return fits ? Optional.of(text) : Optional.empty();
  }
}
