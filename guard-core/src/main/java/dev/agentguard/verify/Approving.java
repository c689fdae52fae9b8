package dev.agentguard.verify;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.KeysEntry;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.baseline.Statement;
import dev.agentguard.baseline.Store;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.HiddenText;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Moves the baseline of a target to what is there now: all of it, or the paths that a person names.
 *
 * <p>One act becomes one approval in each place that it concerns. Contents go to the vault before
 * the approval that needs them is written, so that nothing is accepted that cannot be shown and
 * restored; credentials are not copied.
 */
public final class Approving {

  /** What a person accepts, and in whose name. */
  public record Request(
      Set<String> paths, boolean withHidden, String signer, String reason, Instant time) {

    public Request {
      paths = Set.copyOf(paths);
    }

    /** Whether the request is for everything that is there. */
    boolean all() {
      return paths.isEmpty();
    }
  }

  /**
   * What became of a request.
   *
   * @param accepted the paths that are accepted now and were not before, with what is accepted
   * @param refused the paths that were asked for and cannot be accepted, with the reason
   * @param written the approvals that were written, as paths
   */
  public record Result(List<Entry> accepted, List<Problem> refused, List<String> written) {
    public Result {
      accepted = List.copyOf(accepted);
      refused = List.copyOf(refused);
      written = List.copyOf(written);
    }
  }

  private final Catalogue catalogue;
  private final AcceptedState accepted;
  private final StateDirectory state;
  private final SnapshotReader reader;
  private final RandomGenerator random;

  /**
   * @param accepted what was accepted until now
   * @param state the user's state directory
   */
  public Approving(
      Catalogue catalogue,
      AcceptedState accepted,
      StateDirectory state,
      SnapshotReader reader,
      RandomGenerator random) {
    this.catalogue = catalogue;
    this.accepted = accepted;
    this.state = state;
    this.reader = reader;
    this.random = random;
  }

  /**
   * Carries out a request. If it fails half way, what was written is consistent: contents without
   * an approval are harmless.
   */
  public Result approve(Request request) throws IOException {
    Target target = accepted.target();
    Survey survey = new Surveyor(catalogue, target, reader).survey();
    Inspector inspector = new Inspector(reader);
    Judge judge = new Judge(accepted.baseline(), accepted.contents(), inspector);
    GitContent git =
        target.kind() == Target.Kind.WORKSPACE
            ? new GitContent(target, survey, reader, new Derivations(catalogue, target))
            : null;
    GitPointers pointers = new GitPointers(survey, target, new Derivations(catalogue, target));
    Map<String, Entry> own = new TreeMap<>();
    Map<String, Entry> local = new TreeMap<>();
    List<Problem> refused = new ArrayList<>();
    Set<String> selected = select(request, survey);
    Set<String> present = new TreeSet<>();
    for (Inspected surveyed : survey.objects()) {
      String path = surveyed.path();
      if (!surveyed.isEmpty()) {
        present.add(path);
      }
      boolean ordinary = surveyed.isEmpty() || pointers.areOrdinary(surveyed);
      if (!selected.contains(path) || ordinary || judge.accepts(surveyed)) {
        continue;
      }
      Inspected object = inspector.again(surveyed);
      Optional<String> obstacle = obstacle(object, request);
      if (obstacle.isPresent()) {
        refused.add(new Problem(path, obstacle.get()));
        continue;
      }
      boolean isOwn = git != null && git.isOwn(path);
      Optional<Entry> entry = Candidates.of(object, !isOwn);
      if (entry.isPresent()) {
        keep(object, entry.get());
        (isOwn ? own : local).put(path, entry.get());
      }
    }
    for (Accepted gone : accepted.baseline().accepted()) {
      String path = gone.entry().path();
      boolean missing = !present.contains(path) && !(gone.entry() instanceof AbsentEntry);
      boolean asked = request.all() || covers(request, path);
      if (missing && asked && !(gone.entry() instanceof ClosureEntry)) {
        boolean isOwn = git != null && git.isOwn(path);
        (isOwn ? own : local).put(path, new AbsentEntry(path));
      }
    }
    List<String> written = write(request, own, local);
    recordAncestors(survey, selected);
    List<Entry> all = new ArrayList<>(own.values());
    all.addAll(local.values());
    all.sort(Comparator.comparing(Entry::path));
    return new Result(all, refused, written);
  }

  /** What leads to the named objects is accepted with them. */
  private void recordAncestors(Survey survey, Set<String> selected) throws IOException {
    Target target = accepted.target();
    Optional<RepositoryId> repository =
        target.kind() == Target.Kind.WORKSPACE
            ? RepositoryFile.inRepository(target.root()).find()
            : Optional.empty();
    Store store =
        switch (target.kind()) {
          case WORKSPACE -> state.repository(repository.orElseThrow(), target.root());
          case HOME -> state.home();
          case SYSTEM -> state.system();
        };
    List<Inspected> named = new ArrayList<>();
    for (Inspected object : survey.objects()) {
      if (selected.contains(object.path())) {
        named.add(object);
      }
    }
    Map<String, Long> inodes = new HashMap<>(accepted.ancestors());
    inodes.putAll(new Ancestors(target, reader).of(named));
    if (!inodes.equals(accepted.ancestors())) {
      state.ancestors(store).save(inodes, random);
    }
  }

  /** The paths that a request means: named, below a named directory, or led to by one of these. */
  private static Set<String> select(Request request, Survey survey) {
    Set<String> selected = new TreeSet<>();
    for (Inspected object : survey.objects()) {
      // What leads somewhere comes before what it leads to.
      if (request.all() || covers(request, object.path()) || selected.contains(object.because())) {
        selected.add(object.path());
      }
    }
    return selected;
  }

  private static boolean covers(Request request, String path) {
    for (String asked : request.paths()) {
      if (path.equals(asked) || path.startsWith(asked + "/")) {
        return true;
      }
    }
    return false;
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

  private void keep(Inspected object, Entry entry) throws IOException {
    if (object.surface().effect() == Effect.SECRET) {
      return;
    }
    if (object.snapshot() instanceof Snapshot.Link link) {
      put(link.target().getBytes(StandardCharsets.UTF_8));
    } else if (entry instanceof KeysEntry && object.reading() instanceof Inspected.Keys keys) {
      put(keys.projection().canonical());
    } else if (object.snapshot() instanceof Snapshot.RegularFile file) {
      Snapshot kept = file.content() == null ? reader.keep(object.file()) : file;
      if (kept instanceof Snapshot.RegularFile again && again.digest().equals(file.digest())) {
        put(again.kept().bytes());
      }
    }
  }

  private void put(byte[] content) throws IOException {
    state.vault().put(content, random);
  }

  private List<String> write(Request request, Map<String, Entry> own, Map<String, Entry> local)
      throws IOException {
    List<String> written = new ArrayList<>();
    Target target = accepted.target();
    if (target.kind() == Target.Kind.WORKSPACE) {
      RepositoryId repository = accepted.repository().orElse(null);
      if (repository == null) {
        repository = RepositoryFile.inRepository(target.root()).create(random);
        written.add(".guard/repository");
      }
      Store clone = state.repository(repository, target.root());
      write(
          request,
          own,
          repository,
          ApprovalDirectory.inRepository(target.root()),
          ".guard/approvals/",
          written);
      writeLocal(request, local, clone, written);
    } else {
      Store store = target.kind() == Target.Kind.HOME ? state.home() : state.system();
      writeLocal(request, local, store, written);
    }
    return written;
  }

  /** An approval holds paths below one base, so there may be three. */
  private void writeLocal(
      Request request, Map<String, Entry> entries, Store store, List<String> written)
      throws IOException {
    Map<Character, Map<String, Entry>> bases = new HashMap<>();
    entries.forEach(
        (path, entry) -> {
          char base = path.startsWith("/") ? '/' : path.startsWith("~/") ? '~' : '.';
          bases.computeIfAbsent(base, key -> new TreeMap<>()).put(path, entry);
        });
    for (Map<String, Entry> base : bases.values()) {
      write(request, base, store.id(), store.approvals(), store.approvals().path() + "/", written);
    }
  }

  private void write(
      Request request,
      Map<String, Entry> entries,
      RepositoryId id,
      ApprovalDirectory directory,
      String shown,
      List<String> written)
      throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    Statement statement =
        new Statement(
            id,
            accepted.baseline().highestRevision() + 1,
            request.signer(),
            request.time(),
            request.reason(),
            new ArrayList<>(entries.values()));
    written.add(shown + directory.write(statement, random));
  }
}
