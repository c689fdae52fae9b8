package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.FileEntry;
import dev.agentguard.baseline.Mode;
import dev.agentguard.baseline.RepositoryDirectory;
import dev.agentguard.content.Content;
import dev.agentguard.content.Digest;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.HiddenText;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes proposals: what would be accepted if a person said yes. Changes nothing. */
public final class Proposing {

  /**
   * What a person wants to accept.
   *
   * @param paths the paths, with all below them and all that they lead to; none for everything
   * @param withHidden whether instructions with characters that a reader does not see are included
   * @param files files that guard itself writes with the approval, by their paths in the repository
   */
  public record Request(Set<String> paths, boolean withHidden, Map<String, byte[]> files) {

    public Request {
      paths = Set.copyOf(paths);
      files = Map.copyOf(files);
    }

    public Request(Set<String> paths, boolean withHidden) {
      this(paths, withHidden, Map.of());
    }

    /** Whether the request is for everything that is there. */
    boolean all() {
      return paths.isEmpty();
    }

    boolean covers(String path) {
      for (String asked : paths) {
        if (path.equals(asked) || path.startsWith(asked + "/")) {
          return true;
        }
      }
      return false;
    }
  }

  private final Catalogue catalogue;
  private final AcceptedState accepted;
  private final SnapshotReader reader;

  /**
   * @param accepted what was accepted until now
   */
  public Proposing(Catalogue catalogue, AcceptedState accepted, SnapshotReader reader) {
    this.catalogue = catalogue;
    this.accepted = accepted;
    this.reader = reader;
  }

  /**
   * Makes a proposal.
   *
   * @throws IOException if git's index, which tells what is the repository's own, cannot be read
   */
  public Proposal propose(Request request) throws IOException {
    Examination examination = Examination.of(catalogue, accepted, reader);
    Survey survey = examination.survey();
    Target target = accepted.target();
    GitContent git =
        target.kind() == Target.Kind.WORKSPACE
            ? new GitContent(target, survey, reader, examination.derivations())
            : null;
    List<Proposal.Item> items = new ArrayList<>();
    List<Problem> refused = new ArrayList<>();
    Set<String> selected = select(request, survey);
    List<Inspected> named = new ArrayList<>();
    for (Inspected surveyed : survey.objects()) {
      String path = surveyed.path();
      if (!selected.contains(path)) {
        continue;
      }
      named.add(surveyed);
      if (examination.isSettled(surveyed) || request.files().containsKey(path)) {
        continue;
      }
      Inspected object = examination.inspector().again(surveyed);
      Optional<String> obstacle = obstacle(object, request);
      if (obstacle.isPresent()) {
        refused.add(new Problem(path, obstacle.get()));
        continue;
      }
      boolean isOwn = git != null && git.isOwn(path);
      Optional<Entry> entry = Candidates.of(object, !isOwn);
      if (entry.isPresent()) {
        items.add(new Proposal.Item(entry.get(), isOwn, object.surface(), object.light(), null));
      }
    }
    for (Entry gone : examination.missing()) {
      if (request.all() || request.covers(gone.path())) {
        List<Surface> surfaces = catalogue.surfacesOf(gone.path());
        items.add(
            new Proposal.Item(
                new AbsentEntry(gone.path()),
                git != null && git.isOwn(gone.path()),
                surfaces.isEmpty() ? null : surfaces.get(0),
                null,
                null));
      }
    }
    addFiles(request, items);
    items.sort(Comparator.comparing(item -> item.entry().path()));
    return new Proposal(
        items, refused, new Ancestors(target, reader).of(named), gaps(survey, items));
  }

  private void addFiles(Request request, List<Proposal.Item> items) {
    Map<String, byte[]> files = new TreeMap<>(request.files());
    Target target = accepted.target();
    boolean isFirst = target.kind() == Target.Kind.WORKSPACE && accepted.repository().isEmpty();
    if (isFirst
        && reader.look(target.file(RepositoryDirectory.ATTRIBUTES)) instanceof Snapshot.Absent) {
      files.put(
          RepositoryDirectory.ATTRIBUTES,
          RepositoryDirectory.KEEP_LINE_ENDS.getBytes(StandardCharsets.US_ASCII));
    }
    files.forEach(
        (path, bytes) -> {
          List<Surface> surfaces = catalogue.surfacesOf(path);
          if (!surfaces.isEmpty()) {
            Entry entry = new FileEntry(path, Mode.FILE, Digest.of(bytes));
            items.add(new Proposal.Item(entry, true, surfaces.get(0), null, new Content(bytes)));
          }
        });
  }

  private static Map<String, List<Report.Gap>> gaps(Survey survey, List<Proposal.Item> items) {
    Map<String, List<Report.Gap>> gaps = new HashMap<>();
    for (Proposal.Item item : items) {
      gaps.put(item.entry().path(), new ArrayList<>());
    }
    for (Report.Gap gap : survey.gaps()) {
      List<Report.Gap> ofItem = gaps.get(gap.path());
      if (ofItem != null) {
        ofItem.add(gap);
      }
    }
    return gaps;
  }

  /** The paths that a request means: named, below a named directory, or led to by one of these. */
  private static Set<String> select(Request request, Survey survey) {
    Set<String> selected = new TreeSet<>();
    for (Inspected object : survey.objects()) {
      // What leads somewhere comes before what it leads to.
      if (request.all() || request.covers(object.path()) || selected.contains(object.because())) {
        selected.add(object.path());
      }
    }
    return selected;
  }

  private static Optional<String> obstacle(Inspected object, Request request) {
    if (object.snapshot() instanceof Snapshot.Unreadable unreadable) {
      return Optional.of(unreadable.reason());
    }
    if (object.snapshot() instanceof Snapshot.Special special) {
      return Optional.of("a " + special.what() + " cannot be accepted");
    }
    if (object.snapshot() instanceof Snapshot.Directory) {
      return Optional.of("a directory is where a file belongs");
    }
    boolean instructions =
        object.surface().format() == Format.MARKDOWN || object.surface().effect() == Effect.STEERS;
    if (!request.withHidden()
        && instructions
        && object.snapshot() instanceof Snapshot.RegularFile file
        && file.content() != null
        && !HiddenText.inspect(file.kept().text()).isEmpty()) {
      return Optional.of("it has characters that a reader does not see");
    }
    return Optional.empty();
  }

  /**
   * Shows in full what a proposal would accept, one object after the other.
   *
   * @throws ChangedMeanwhileException if an object is not what was proposed any more
   */
  public void show(Proposal proposal, Consumer<Difference> reading)
      throws ChangedMeanwhileException {
    Comparison comparison = new Comparison(catalogue, accepted, reader);
    for (Proposal.Item item : proposal.items()) {
      reading.accept(comparison.difference(item, proposal.gaps(item.entry().path())));
    }
  }
}
