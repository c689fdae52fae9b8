package dev.agentguard.policy;

import dev.agentguard.content.Metadata;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Unreadable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The search for policy files: which there are, in the order of their layers, and which of them
 * nobody else can have written.
 */
final class PolicyFiles {

  static final long MAX_BYTES = 1L << 20;

  private static final int OTHERS_WRITE = 0022;

  private final SnapshotReader reader = new SnapshotReader(MAX_BYTES, MAX_BYTES);
  private final PolicyLocations locations;
  private final List<PolicySource> found = new ArrayList<>();
  private final List<PolicyProblem> problems = new ArrayList<>();

  PolicyFiles(PolicyLocations locations) {
    this.locations = locations;
  }

  /** All files that could be read. */
  List<PolicySource> found() {
    return found;
  }

  /** What is wrong with files that could not be read, or that anybody may have written. */
  List<PolicyProblem> problems() {
    return problems;
  }

  void find() {
    Snapshot file = reader.keep(locations.enterpriseFile());
    Snapshot folder = reader.look(locations.enterpriseFolder());
    if (!(file instanceof Snapshot.Absent) || !(folder instanceof Snapshot.Absent)) {
      enterprise(file, folder);
    }
    add(Layer.USER, locations.userFile(), reader.keep(locations.userFile()));
    Path workspaceFile = locations.workspaceFile();
    if (workspaceFile != null) {
      workspace(workspaceFile, reader.keep(workspaceFile));
    }
  }

  private void enterprise(Snapshot file, Snapshot folder) {
    checkFolder(locations.enterprise(), reader.look(locations.enterprise()));
    add(Layer.ENTERPRISE, locations.enterpriseFile(), file);
    if (folder instanceof Snapshot.Absent) {
      return;
    }
    checkFolder(locations.enterpriseFolder(), folder);
    if (folder instanceof Snapshot.Directory) {
      for (Path part : parts(locations.enterpriseFolder()).values()) {
        add(Layer.ENTERPRISE, part, reader.keep(part));
      }
    }
  }

  private void workspace(Path path, Snapshot file) {
    Path folder = path.getParent();
    if (!(file instanceof Snapshot.Absent)
        && folder != null
        && reader.look(folder) instanceof Snapshot.Link) {
      report(folder, "is a link, which guard does not follow");
    } else {
      add(Layer.WORKSPACE, path, file);
    }
  }

  /** The files of a folder by their names. */
  private Map<String, Path> parts(Path folder) {
    Map<String, Path> parts = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = FileName.of(entry);
        if (name.endsWith(".toml") && !name.startsWith(".")) {
          parts.put(name, entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      report(folder, "cannot be read: input/output error");
    } catch (IOException e) {
      report(folder, "cannot be read: " + Unreadable.reason(e));
    }
    return parts;
  }

  private void add(Layer layer, Path path, Snapshot snapshot) {
    if (snapshot instanceof Snapshot.RegularFile file) {
      String distrust = distrust(layer, file.metadata());
      if (distrust != null) {
        report(path, distrust);
      }
      // A file that is not trusted is read for its problems, never for its settings.
      decode(layer, path, file.kept().bytes());
    } else if (!(snapshot instanceof Snapshot.Absent)) {
      report(path, instead("a regular file", snapshot));
    }
  }

  private void decode(Layer layer, Path path, byte[] bytes) {
    try {
      found.add(new PolicySource(layer, display(path), SourceText.decode(bytes)));
    } catch (SourceText.MalformedException e) {
      problems.add(new PolicyProblem(display(path), e.line, e.column, "not UTF-8"));
    }
  }

  private void checkFolder(Path path, Snapshot snapshot) {
    if (snapshot instanceof Snapshot.Directory directory) {
      String distrust = distrust(Layer.ENTERPRISE, directory.metadata());
      if (distrust != null) {
        report(path, distrust);
      }
    } else {
      report(path, instead("a directory", snapshot));
    }
  }

  private @Nullable String distrust(Layer layer, Metadata metadata) {
    if (layer == Layer.ENTERPRISE && metadata.owner() != locations.enterpriseOwner()) {
      return "expected user "
          + locations.enterpriseOwner()
          + " as its owner, found "
          + (metadata.owner() == Metadata.UNKNOWN ? "none" : "user " + metadata.owner());
    }
    boolean open =
        layer == Layer.ENTERPRISE
            ? (metadata.mode() & OTHERS_WRITE) != 0
            : layer == Layer.USER && metadata.worldWritable();
    return open
        ? "expected that only its owner can write it, found mode 0"
            + Integer.toOctalString(metadata.mode())
        : null;
  }

  private static String instead(String expected, Snapshot snapshot) {
    if (snapshot instanceof Snapshot.Unreadable unreadable) {
      return "cannot be read: " + Escaping.escape(unreadable.reason());
    }
    String found =
        snapshot instanceof Snapshot.Link
            ? "a link, which guard does not follow"
            : snapshot instanceof Snapshot.Directory
                ? "a directory"
                : snapshot instanceof Snapshot.Special special
                    ? "a " + special.what()
                    : snapshot instanceof Snapshot.RegularFile ? "a regular file" : "nothing";
    return "expected " + expected + ", found " + found;
  }

  private void report(Path path, String message) {
    problems.add(PolicyProblem.ofFile(display(path), message));
  }

  private static String display(Path path) {
    return Escaping.escape(FileName.text(path));
  }
}
