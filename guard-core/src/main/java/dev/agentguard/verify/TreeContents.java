package dev.agentguard.verify;

import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.Baseline;
import dev.agentguard.baseline.ContentEntry;
import dev.agentguard.content.Digest;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Inspected.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepted contents as the base has them; looked for only when a difference is to be shown. */
final class TreeContents implements AcceptedContents {

  private final Catalogue catalogue;
  private final Baseline baseline;
  private final Path base;
  private final SnapshotReader reader;
  private @Nullable Map<Digest, List<String>> paths;

  /**
   * @param base the root of the base
   */
  TreeContents(Catalogue catalogue, Baseline baseline, Path base, SnapshotReader reader) {
    this.catalogue = catalogue;
    this.baseline = baseline;
    this.base = base;
    this.reader = reader;
  }

  @Override
  public Optional<byte[]> find(Digest digest) {
    for (String path : paths().getOrDefault(digest, List.of())) {
      Path file = FileName.resolve(base, path);
      for (Surface surface : catalogue.surfacesOf(path)) {
        Inspected object = new Inspector(reader).inspect(path, file, surface, Role.NAMED, "");
        if (object.reading() instanceof Inspected.Keys keys
            && keys.projection().digest().equals(digest)) {
          return Optional.of(keys.projection().canonical());
        }
      }
      Snapshot snapshot = reader.keep(file);
      if (snapshot instanceof Snapshot.RegularFile found && found.digest().equals(digest)) {
        return Optional.of(found.kept().bytes());
      }
      if (snapshot instanceof Snapshot.Link link) {
        byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
        if (Digest.of(target).equals(digest)) {
          return Optional.of(target);
        }
      }
    }
    return Optional.empty();
  }

  private Map<Digest, List<String>> paths() {
    Map<Digest, List<String>> known = paths;
    if (known == null) {
      known = new HashMap<>();
      for (Accepted accepted : baseline.accepted()) {
        if (accepted.entry() instanceof ContentEntry entry) {
          List<String> same = known.get(entry.digest());
          if (same == null) {
            same = new ArrayList<>();
            known.put(entry.digest(), same);
          }
          same.add(entry.path());
        }
      }
      paths = known;
    }
    return known;
  }
}
