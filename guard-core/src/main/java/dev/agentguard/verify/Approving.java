package dev.agentguard.verify;

import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.KeysEntry;
import dev.agentguard.baseline.RepositoryDirectory;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.baseline.Statement;
import dev.agentguard.baseline.Store;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Moves the baseline of a target to what a person was shown and said yes to.
 *
 * <p>One act becomes one approval in each place that it concerns. Contents go to the vault before
 * the approval that needs them is written, so that nothing is accepted that cannot be shown and
 * restored; credentials are not copied.
 */
public final class Approving {

  /**
   * A person's word.
   *
   * @param signer who gives it, and how it is signed
   * @param reason why, for the record
   */
  public record Act(ApprovalSigner signer, String reason, Instant time) {}

  /**
   * What became of it.
   *
   * @param accepted what is accepted now and was not before, by path
   * @param written the files that were written: relative to the workspace, or absolute
   */
  public record Result(List<Entry> accepted, List<String> written) {
    public Result {
      accepted = List.copyOf(accepted);
      written = List.copyOf(written);
    }
  }

  private final AcceptedState accepted;
  private final StateDirectory state;
  private final SnapshotReader reader;
  private final RandomGenerator random;

  /**
   * @param accepted what was accepted until now
   * @param state the user's state directory
   */
  public Approving(
      AcceptedState accepted, StateDirectory state, SnapshotReader reader, RandomGenerator random) {
    this.accepted = accepted;
    this.state = state;
    this.reader = reader;
    this.random = random;
  }

  /** A signed approval, and where it belongs. */
  private record Signed(
      ApprovalDirectory directory, String shown, ApprovalDirectory.Prepared approval) {}

  /**
   * Accepts what was proposed. Everything is signed before anything is written, because a key may
   * not open. If writing fails half way, what was written is consistent: contents without an
   * approval are harmless.
   *
   * @throws ChangedMeanwhileException if an object is not what was proposed any more
   */
  public Result accept(Proposal proposal, Act act) throws IOException {
    Target target = accepted.target();
    Map<String, Entry> own = new TreeMap<>();
    Map<String, Entry> local = new TreeMap<>();
    for (Proposal.Item item : proposal.items()) {
      (item.isOwn() ? own : local).put(item.entry().path(), item.entry());
    }
    List<Signed> approvals = new ArrayList<>();
    List<String> written = new ArrayList<>();
    Store store;
    if (target.kind() == Target.Kind.WORKSPACE) {
      RepositoryId repository =
          accepted.repository().isPresent()
              ? accepted.repository().get()
              : RepositoryId.random(random);
      store = state.repository(repository, target.root());
      ApprovalDirectory directory = ApprovalDirectory.inRepository(target.root());
      sign(act, own, repository, directory, ".guard/approvals/", approvals);
      signLocal(act, local, store, approvals);
      keepContents(proposal);
      identify(proposal, repository, written);
    } else {
      store = target.kind() == Target.Kind.HOME ? state.home() : state.system();
      signLocal(act, local, store, approvals);
      keepContents(proposal);
    }
    for (Signed signed : approvals) {
      written.add(signed.shown() + signed.directory().write(signed.approval(), random));
    }
    recordDirectories(proposal, store);
    return new Result(proposal.entries(), written);
  }

  private void keepContents(Proposal proposal) throws IOException {
    Inspector inspector = new Inspector(reader);
    for (Proposal.Item item : proposal.items()) {
      if (item.object() != null) {
        keep(Candidates.asProposed(inspector, item), item.entry());
      } else if (item.content() != null) {
        put(item.content().bytes());
      }
    }
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

  /** The files that come with the first approval: the repository's identity among them. */
  private void identify(Proposal proposal, RepositoryId repository, List<String> written)
      throws IOException {
    Target target = accepted.target();
    RepositoryDirectory directory = new RepositoryDirectory(target.root());
    for (Proposal.Item item : proposal.items()) {
      if (item.content() != null) {
        directory.create(item.entry().path(), item.content().bytes(), random);
        written.add(item.entry().path());
      }
    }
    if (accepted.repository().isEmpty()) {
      written.add(".guard/repository");
      RepositoryFile.inRepository(target.root()).create(repository, random);
    }
  }

  /** An approval holds paths below one base, so there may be three. */
  private void signLocal(Act act, Map<String, Entry> entries, Store store, List<Signed> approvals)
      throws IOException {
    Map<Character, Map<String, Entry>> bases = new HashMap<>();
    entries.forEach(
        (path, entry) -> {
          char base = path.startsWith("/") ? '/' : path.startsWith("~/") ? '~' : '.';
          bases.computeIfAbsent(base, key -> new TreeMap<>()).put(path, entry);
        });
    for (Map<String, Entry> base : bases.values()) {
      sign(act, base, store.id(), store.approvals(), store.approvals().path() + "/", approvals);
    }
  }

  private void sign(
      Act act,
      Map<String, Entry> entries,
      RepositoryId id,
      ApprovalDirectory directory,
      String shown,
      List<Signed> approvals)
      throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    Statement statement =
        new Statement(
            id,
            accepted.baseline().highestRevision() + 1,
            act.signer().principal(),
            act.time(),
            act.reason(),
            new ArrayList<>(entries.values()));
    approvals.add(new Signed(directory, shown, directory.prepare(statement, act.signer(), random)));
  }

  /** What leads to the accepted objects is accepted with them. */
  private void recordDirectories(Proposal proposal, Store store) throws IOException {
    Map<String, Long> inodes = new HashMap<>(accepted.ancestors());
    inodes.putAll(proposal.directories());
    if (!inodes.equals(accepted.ancestors())) {
      state.ancestors(store).save(inodes, random);
    }
  }
}
