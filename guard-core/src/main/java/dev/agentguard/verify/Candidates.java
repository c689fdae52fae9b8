package dev.agentguard.verify;

import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.FileEntry;
import dev.agentguard.baseline.KeysEntry;
import dev.agentguard.baseline.LinkEntry;
import dev.agentguard.baseline.MetadataEntry;
import dev.agentguard.baseline.Mode;
import dev.agentguard.content.Digest;
import dev.agentguard.content.Metadata;
import dev.agentguard.content.Snapshot;
import dev.agentguard.surface.Guard;
import dev.agentguard.verify.Inspected.Role;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The entry that would accept an object as it is. An object is as accepted exactly when its
 * candidate equals its accepted entry, so that verifying and approving cannot disagree.
 */
final class Candidates {

  private Candidates() {}

  /**
   * The entry for an object.
   *
   * @param exact whether all permission bits count, as outside git, or only who may execute
   * @return nothing for what cannot be accepted: absent, special and unreadable objects, and files
   *     without a guarded key
   */
  static Optional<Entry> of(Inspected object, boolean exact) {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    if (object.snapshot() instanceof Snapshot.Link link) {
      Digest target = Digest.of(link.target().getBytes(StandardCharsets.UTF_8));
      return Optional.of(new LinkEntry(object.path(), Mode.LINK, target));
    }
    if (object.snapshot() instanceof Snapshot.RegularFile file) {
      return Optional.of(file(object, file, exact));
    }
    return Optional.empty();
  }

  /**
   * The object of a proposal with its content, as it is now.
   *
   * @throws ChangedMeanwhileException if another entry than the proposed one would accept it
   */
  static Inspected asProposed(Inspector inspector, Proposal.Item item)
      throws ChangedMeanwhileException {
    Inspected object = Objects.requireNonNull(item.object());
    Inspected now = inspector.again(object);
    Optional<Entry> entry = of(now, !item.isOwn());
    if (entry.isEmpty() || !entry.get().equals(item.entry())) {
      throw new ChangedMeanwhileException(object.path());
    }
    return now;
  }

  private static Entry file(Inspected object, Snapshot.RegularFile file, boolean exact) {
    Mode mode = mode(file, exact);
    if (object.role() == Role.CLOSURE) {
      return new ClosureEntry(object.path(), mode, file.digest());
    }
    if (object.surface().guard() == Guard.METADATA) {
      return new MetadataEntry(object.path(), mode);
    }
    if (object.reading() instanceof Inspected.Keys keys) {
      return new KeysEntry(object.path(), mode, keys.projection().digest());
    }
    return new FileEntry(object.path(), mode, file.digest());
  }

  static Mode mode(Snapshot.RegularFile file, boolean exact) {
    int permissions = file.metadata().mode();
    if (!exact || permissions == Metadata.UNKNOWN) {
      return file.executable() ? Mode.EXECUTABLE : Mode.FILE;
    }
    return Mode.file(permissions);
  }
}
