package dev.agentguard.verify;

import dev.agentguard.content.Metadata;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.FileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories on the way to protected objects, compared with those that were there when the
 * objects were accepted.
 *
 * <p>Git itself replaces directories of tracked files when a branch is switched, so inside a work
 * tree a replaced directory is a notice; what is in it is compared anyway. In git directories, in
 * homes and above a workspace nothing does that.
 */
final class Ancestors {

  private final Target target;
  private final SnapshotReader reader;

  Ancestors(Target target, SnapshotReader reader) {
    this.target = target;
    this.reader = reader;
  }

  /**
   * The inode numbers of the target's root and of all directories on the way to it and to some
   * objects.
   */
  Map<String, Long> of(List<Inspected> objects) {
    Map<String, Long> inodes = new HashMap<>();
    Set<Path> seen = new HashSet<>();
    addAll(target.root(), seen, inodes);
    for (Inspected object : objects) {
      addAll(object.file().getParent(), seen, inodes);
    }
    return inodes;
  }

  private void addAll(@Nullable Path lowest, Set<Path> seen, Map<String, Long> inodes) {
    Path directory = lowest;
    while (directory != null && seen.add(directory)) {
      Optional<Metadata> metadata = reader.metadata(directory);
      if (metadata.isPresent()) {
        inodes.put(name(directory), metadata.get().inode());
      }
      directory = directory.getParent();
    }
  }

  /** The replaced directories; of a replaced directory's own directories nothing is said. */
  List<Finding> judge(List<Inspected> objects, Map<String, Long> accepted) {
    List<Finding> findings = new ArrayList<>();
    if (accepted.isEmpty()) {
      return findings;
    }
    Map<String, Long> now = of(objects);
    Set<String> reported = new HashSet<>();
    Set<Path> judged = new HashSet<>();
    for (Inspected object : objects) {
      Path parent = object.file().getParent();
      if (!judged.add(parent)) {
        continue; // Nothing new: most objects share their directories.
      }
      Path highest = null;
      for (Path at = parent; at != null; at = at.getParent()) {
        Long before = accepted.get(name(at));
        if (before != null && !before.equals(now.get(name(at)))) {
          highest = at;
        }
      }
      if (highest != null && reported.add(name(highest))) {
        findings.add(
            new Finding(
                Finding.Kind.ANCESTOR,
                severity(highest),
                name(highest),
                object.surface(),
                List.of(),
                List.of(),
                "the directory is not the one that was there when its content was accepted"));
      }
    }
    return findings;
  }

  private Severity severity(Path directory) {
    boolean ofWorkTree =
        target.kind() == Target.Kind.WORKSPACE
            && directory.startsWith(target.root())
            && !directory.equals(target.root())
            && !GitContent.isInGitDirectory(target.shown(directory));
    return ofWorkTree ? Severity.NOTICE : Severity.MEDIUM;
  }

  private static String name(Path directory) {
    return FileName.text(directory);
  }
}
