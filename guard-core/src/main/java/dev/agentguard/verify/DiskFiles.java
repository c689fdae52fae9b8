package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.closure.Files;
import dev.agentguard.surface.FileName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The disk, as far as the search for closures may look at it. */
final class DiskFiles implements Files {

  private final SnapshotReader reader;
  private final Path root;

  /**
   * @param root the root directory of the file system
   */
  DiskFiles(SnapshotReader reader, Path root) {
    this.reader = reader;
    this.root = root;
  }

  @Override
  public Kind kind(String path) {
    if (isImpossible(path)) {
      return Kind.MISSING;
    }
    Snapshot snapshot = reader.look(file(path));
    if (snapshot instanceof Snapshot.Absent) {
      return Kind.MISSING;
    }
    if (snapshot instanceof Snapshot.RegularFile) {
      return Kind.REGULAR;
    }
    if (snapshot instanceof Snapshot.Directory) {
      return Kind.DIRECTORY;
    }
    return snapshot instanceof Snapshot.Link ? Kind.LINK : Kind.OTHER;
  }

  @Override
  public Optional<String> target(String link) {
    return !isImpossible(link) && reader.look(file(link)) instanceof Snapshot.Link found
        ? Optional.of(found.target())
        : Optional.empty();
  }

  @Override
  public List<String> list(String directory) {
    List<String> names = new ArrayList<>();
    if (isImpossible(directory)) {
      return names;
    }
    try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(file(directory))) {
      for (Path entry : entries) {
        names.add(FileName.of(entry));
      }
    } catch (IOException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public Optional<String> read(String path, int limit) {
    return !isImpossible(path)
            && reader.keep(file(path)) instanceof Snapshot.RegularFile found
            && found.metadata().size() <= limit
        ? Optional.of(found.kept().text())
        : Optional.empty();
  }

  /** No file has such a name; Java refuses to make a path of it. */
  private static boolean isImpossible(String path) {
    return path.indexOf('\0') >= 0;
  }

  private Path file(String path) {
    return FileName.resolve(root, path.startsWith("/") ? path.substring(1) : path);
  }
}
