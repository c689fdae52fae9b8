package dev.agentguard.surface;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory tree on disk, written in a few words. */
record Tree(Path root) {

  /** Writes files; a name that ends in a slash is a directory. */
  Tree with(String... names) {
    try {
      for (String name : names) {
        Path file =
            FileName.resolve(
                root, name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
        Files.createDirectories(name.endsWith("/") ? file : file.getParent());
        if (!name.endsWith("/")) {
          Files.writeString(file, "");
        }
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a symbolic link. */
  Tree link(String name, String target) {
    try {
      Path link = root.resolve(name);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What makes a directory a git directory. */
  Tree git(String directory) {
    return with(
        directory + "/HEAD", directory + "/objects/", directory + "/refs/", directory + "/config");
  }
}
