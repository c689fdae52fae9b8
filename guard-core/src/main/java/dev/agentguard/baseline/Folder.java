package dev.agentguard.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that is reached from a trusted one by names that must not be links.
 *
 * @param trusted where to begin; not looked at itself
 * @param names the directories from there
 */
record Folder(Path trusted, List<String> names) {

  Folder {
    names = List.copyOf(names);
  }

  static Folder of(Path trusted, String... names) {
    return new Folder(trusted, List.of(names));
  }

  Folder child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new Folder(trusted, longer);
  }

  Path path() {
    Path path = trusted;
    for (String name : names) {
      path = path.resolve(name);
    }
    return path;
  }

  Path file(String name) {
    return path().resolve(name);
  }

  /**
   * Makes sure that it is there, without a link on the way.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   * @throws UnexpectedFileException if something else is in the way
   */
  void check() throws IOException {
    Path path = trusted;
    for (String name : names) {
      path = path.resolve(name);
      PlainFile.checkDirectory(path);
    }
  }

  /** Makes it, and what is missing on the way. */
  void create(DurableWriter writer) throws IOException {
    Path path = trusted;
    for (String name : names) {
      path = path.resolve(name);
      writer.createDirectory(path);
    }
  }
}
