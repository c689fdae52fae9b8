package dev.agentguard.verify;

import dev.agentguard.content.Metadata;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Surface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is unsafe about an object even if its bytes are accepted: other names, other owners,
 * permissions that let anybody write, and directories on the way that anybody may rebuild.
 */
final class UnsafeProperties {

  private static final int ROOT = 0;

  private final SnapshotReader reader;
  private final Set<Integer> trustedOwners = new HashSet<>();
  private final Set<Path> seen = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param owners user ids that may own protected objects besides root
   */
  UnsafeProperties(SnapshotReader reader, Set<Integer> owners) {
    this.reader = reader;
    trustedOwners.addAll(owners);
    trustedOwners.add(ROOT);
    trustedOwners.add(Metadata.UNKNOWN);
  }

  List<Finding> findings() {
    return findings;
  }

  void judge(Inspected object) {
    if (object.isEmpty()) {
      return;
    }
    if (object.snapshot() instanceof Snapshot.RegularFile file) {
      judge(object, file.metadata());
    } else if (object.snapshot() instanceof Snapshot.Link link
        && !trustedOwners.contains(link.metadata().owner())) {
      add(Finding.Kind.OWNER, object, "the link belongs to user " + link.metadata().owner());
    }
    judgeAncestors(object);
  }

  private void judge(Inspected object, Metadata metadata) {
    if (metadata.links() > 1) {
      add(
          Finding.Kind.HARD_LINK,
          object,
          "it has "
              + (metadata.links() - 1)
              + (metadata.links() == 2 ? " other name" : " other names")
              + " through which it can be written");
    }
    if (metadata.worldWritable()) {
      add(Finding.Kind.WRITABLE, object, "every user of this machine may write it");
    }
    if (metadata.changesUser()) {
      add(Finding.Kind.MODE, object, "it runs with the rights of its owner or group");
    }
    if (!trustedOwners.contains(metadata.owner())) {
      add(Finding.Kind.OWNER, object, "it belongs to user " + metadata.owner());
    }
  }

  private void judgeAncestors(Inspected object) {
    Path directory = object.file().getParent();
    while (directory != null && seen.add(directory)) {
      Optional<Metadata> metadata = reader.metadata(directory);
      if (metadata.isPresent()) {
        String name = FileName.text(directory);
        if (metadata.get().openDirectory()) {
          ancestor(object, name, "every user of this machine may rebuild " + name);
        } else if (!trustedOwners.contains(metadata.get().owner())) {
          ancestor(object, name, name + " belongs to user " + metadata.get().owner());
        }
      }
      directory = directory.getParent();
    }
  }

  private void ancestor(Inspected object, String directory, String detail) {
    findings.add(
        new Finding(
            Finding.Kind.ANCESTOR,
            Severity.MEDIUM,
            directory,
            object.surface(),
            List.of(),
            List.of(),
            detail));
  }

  private void add(Finding.Kind kind, Inspected object, String detail) {
    Surface surface = object.surface();
    findings.add(
        new Finding(kind, Severity.MEDIUM, object.path(), surface, List.of(), List.of(), detail));
  }
}
