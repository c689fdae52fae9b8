package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.ContentEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.KeysEntry;
import dev.agentguard.baseline.LinkEntry;
import dev.agentguard.content.Content;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Surface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows in full what a verification reports in short. Changes nothing. */
public final class Comparison {

  private final Catalogue catalogue;
  private final AcceptedState accepted;
  private final SnapshotReader reader;

  public Comparison(Catalogue catalogue, AcceptedState accepted, SnapshotReader reader) {
    this.catalogue = catalogue;
    this.accepted = accepted;
    this.reader = reader;
  }

  /**
   * All objects that are not as accepted, by path.
   *
   * @param paths the paths to look at, with what is below them; none for all
   */
  public List<Difference> differences(Set<String> paths) {
    Target target = accepted.target();
    Survey survey = new Surveyor(catalogue, target, reader).survey();
    Judge judge = new Judge(accepted.baseline(), accepted.contents(), new Inspector(reader));
    GitPointers pointers = new GitPointers(survey, target, new Derivations(catalogue, target));
    List<Difference> differences = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Inspected object : survey.objects()) {
      if (!object.isEmpty()) {
        present.add(object.path());
      }
      boolean known = object.isEmpty() || judge.accepts(object) || pointers.areOrdinary(object);
      if (!known && covers(paths, object.path())) {
        differences.add(difference(new Inspector(reader).again(object)));
      }
    }
    for (Accepted gone : accepted.baseline().accepted()) {
      Entry entry = gone.entry();
      boolean expected = !(entry instanceof AbsentEntry || entry instanceof ClosureEntry);
      List<Surface> surfaces = catalogue.surfacesOf(entry.path());
      if (expected
          && !surfaces.isEmpty()
          && !present.contains(entry.path())
          && covers(paths, entry.path())) {
        Surface surface = surfaces.get(0);
        differences.add(
            new Difference(
                entry.path(),
                surface,
                before(surface, entry),
                new Difference.Nothing(),
                ContentChange.ofRemoval(surface, entry, accepted.contents()).keys()));
      }
    }
    differences.sort((one, other) -> one.path().compareTo(other.path()));
    return differences;
  }

  private static boolean covers(Set<String> paths, String path) {
    if (paths.isEmpty()) {
      return true;
    }
    for (String asked : paths) {
      if (path.equals(asked) || path.startsWith(asked + "/")) {
        return true;
      }
    }
    return false;
  }

  private Difference difference(Inspected object) {
    Surface surface = object.surface();
    Optional<Entry> entry = accepted.baseline().find(object.path()).map(Accepted::entry);
    Difference.Side before =
        entry.isPresent() ? before(surface, entry.get()) : new Difference.Nothing();
    ContentChange change = ContentChange.of(object, entry, accepted.contents());
    return new Difference(object.path(), surface, before, after(object), change.keys());
  }

  private Difference.Side before(Surface surface, Entry entry) {
    if (entry instanceof AbsentEntry || !(entry instanceof ContentEntry content)) {
      return new Difference.Nothing();
    }
    if (surface.effect() == Effect.SECRET) {
      return new Difference.NotShown("it may hold credentials");
    }
    if (content instanceof KeysEntry) {
      return new Difference.NotShown("only its guarded keys are accepted");
    }
    Optional<byte[]> bytes = accepted.contents().find(content.digest());
    if (bytes.isEmpty()) {
      return new Difference.NotShown("the accepted content was never on this machine");
    }
    String text = new String(bytes.get(), StandardCharsets.UTF_8);
    return entry instanceof LinkEntry ? new Difference.LinkTo(text) : new Difference.Text(text);
  }

  private Difference.Side after(Inspected object) {
    if (object.snapshot() instanceof Snapshot.Link link) {
      return new Difference.LinkTo(link.target());
    }
    if (object.surface().effect() == Effect.SECRET) {
      return new Difference.NotShown("it may hold credentials");
    }
    if (object.reading() instanceof Inspected.Keys) {
      return new Difference.NotShown("only its guarded keys count");
    }
    if (object.snapshot() instanceof Snapshot.RegularFile file) {
      Content content = file.content();
      Snapshot kept = content == null ? reader.keep(object.file()) : file;
      return kept instanceof Snapshot.RegularFile again
          ? new Difference.Text(again.kept().text())
          : new Difference.NotShown("it cannot be read");
    }
    return new Difference.NotShown("it has no content");
  }
}
