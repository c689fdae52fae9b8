package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.ContentEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.KeysEntry;
import dev.agentguard.baseline.LinkEntry;
import dev.agentguard.baseline.MetadataEntry;
import dev.agentguard.baseline.Mode;
import dev.agentguard.content.Content;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows in full what a verification reports in short. Changes nothing. */
public final class Comparison {

  private static final int OWNER_EXECUTES = 0100;

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
    Proposing.Request request = new Proposing.Request(paths, true);
    Examination examination = Examination.of(catalogue, accepted, reader);
    List<Difference> differences = new ArrayList<>();
    for (Inspected object : examination.survey().objects()) {
      boolean asked = request.all() || request.covers(object.path());
      if (asked && !examination.isSettled(object)) {
        differences.add(difference(examination.inspector().again(object), List.of()));
      }
    }
    for (Entry entry : examination.missing()) {
      List<Surface> surfaces = catalogue.surfacesOf(entry.path());
      boolean asked = request.all() || request.covers(entry.path());
      if (asked && (!surfaces.isEmpty() || entry instanceof ClosureEntry)) {
        differences.add(removal(surfaces.isEmpty() ? null : surfaces.get(0), entry));
      }
    }
    differences.sort(Comparator.comparing(Difference::path));
    return differences;
  }

  /**
   * What one item of a proposal would change.
   *
   * @throws ChangedMeanwhileException if the object is not what was proposed any more
   */
  Difference difference(Proposal.Item item, List<Report.Gap> gaps)
      throws ChangedMeanwhileException {
    Surface surface = item.surface();
    if (item.object() != null) {
      return difference(Candidates.asProposed(new Inspector(reader), item), gaps);
    }
    if (item.content() != null && surface != null) {
      Difference.Side after = new Difference.Text(item.content().text());
      return new Difference(
          item.entry().path(), surface, new Difference.Nothing(), after, List.of(), List.of());
    }
    Optional<Accepted> known = accepted.baseline().find(item.entry().path());
    return removal(surface, known.isPresent() ? known.get().entry() : item.entry());
  }

  private Difference removal(@Nullable Surface surface, Entry entry) {
    return new Difference(
        entry.path(),
        surface,
        surface == null ? new Difference.Nothing() : before(surface, entry),
        new Difference.Nothing(),
        surface == null
            ? List.of()
            : ContentChange.ofRemoval(surface, entry, accepted.contents()).keys(),
        List.of());
  }

  private Difference difference(Inspected object, List<Report.Gap> gaps) {
    Surface surface = object.surface();
    Optional<Entry> entry = accepted.baseline().find(object.path()).map(Accepted::entry);
    Difference.Side before =
        entry.isPresent() ? before(surface, entry.get()) : new Difference.Nothing();
    ContentChange change = ContentChange.of(object, entry, accepted.contents());
    return new Difference(
        object.path(), surface, before, after(object), change.keys(), notes(object, entry, gaps));
  }

  private List<String> notes(Inspected object, Optional<Entry> entry, List<Report.Gap> gaps) {
    List<String> notes = new ArrayList<>();
    if (object.snapshot() instanceof Snapshot.RegularFile file) {
      Optional<Mode> then = entry.isPresent() ? mode(entry.get()) : Optional.empty();
      boolean was = then.isPresent() && (then.get().permissions() & OWNER_EXECUTES) != 0;
      if (then.isPresent() && was != file.executable()) {
        notes.add(was ? "it was executable, and is not" : "it is executable, and was not");
      } else if (file.executable()) {
        notes.add("it is executable");
      }
    }
    if (object.snapshot() instanceof Snapshot.Link) {
      notes.add("the link leads to " + whereLinkLeads(object));
    }
    if (object.role() != Inspected.Role.NAMED && !object.because().isEmpty()) {
      notes.add(Escaping.escape(object.because()) + " leads to it");
    }
    for (Report.Gap gap : gaps) {
      notes.add("not covered: " + gap.text() + ": " + gap.reason());
    }
    return notes;
  }

  private static Optional<Mode> mode(Entry entry) {
    if (entry instanceof ContentEntry content && !content.mode().isLink()) {
      return Optional.of(content.mode());
    }
    return entry instanceof MetadataEntry metadata
        ? Optional.of(metadata.mode())
        : Optional.empty();
  }

  private String whereLinkLeads(Inspected object) {
    try {
      return Escaping.escape(accepted.target().shown(object.file().toRealPath()));
    } catch (IOException e) {
      return "nothing that is there now";
    }
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
