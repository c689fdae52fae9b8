package dev.agentguard.verify;

import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.Baseline;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.baseline.Store;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.Vault;
import dev.agentguard.content.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accepted state of a target: all approvals for it, wherever they are kept.
 *
 * <p>A workspace has two places: {@code .guard/} in it for its own content, and the user's state
 * directory for what is of this clone alone. A home and the machine have the state directory only.
 * Opening reads and changes nothing.
 */
public final class AcceptedState {

  private final Target target;
  private final Optional<RepositoryId> repository;
  private final AcceptedContents contents;
  private final Baseline baseline;
  private final Map<String, Long> ancestors;
  private final List<Problem> problems;
  private final List<Problem> untrusted;
  private final boolean signed;

  private AcceptedState(
      Target target,
      Optional<RepositoryId> repository,
      AcceptedContents contents,
      Map<String, Long> ancestors,
      ApprovalReading reading) {
    this.target = target;
    this.repository = repository;
    this.contents = contents;
    this.baseline = Baseline.of(reading.approvals());
    this.ancestors = Map.copyOf(ancestors);
    this.problems = List.copyOf(reading.problems());
    this.untrusted = List.copyOf(reading.untrusted());
    this.signed = reading.areSigned();
  }

  /**
   * The accepted state of a git tree, which has no part in the state directory.
   *
   * @param contents where accepted contents may be found
   */
  static AcceptedState ofTree(
      Target target, RepositoryId repository, AcceptedContents contents, ApprovalReading reading) {
    return new AcceptedState(target, Optional.of(repository), contents, Map.of(), reading);
  }

  /** Reads the accepted state where nobody is trusted to sign: every approval counts. */
  public static AcceptedState open(Target target, Path stateDirectory, UserPrincipal user)
      throws IOException {
    return open(target, stateDirectory, user, TrustedSigners.NONE, Instant.EPOCH);
  }

  /**
   * Reads the accepted state.
   *
   * @param stateDirectory where the user's state directory is, if it was ever made
   * @param user whom guard runs as
   * @param signers whose approvals count
   * @param now the present
   * @throws IOException if {@code .guard/repository} or the state directory is not what it must be
   */
  public static AcceptedState open(
      Target target, Path stateDirectory, UserPrincipal user, TrustedSigners signers, Instant now)
      throws IOException {
    Optional<StateDirectory> state = StateDirectory.find(stateDirectory, user);
    ApprovalReading reading = new ApprovalReading(signers, now);
    Optional<RepositoryId> repository = Optional.empty();
    Map<String, Long> ancestors = Map.of();
    if (target.kind() == Target.Kind.WORKSPACE) {
      repository = RepositoryFile.inRepository(target.root()).find();
      if (repository.isPresent()) {
        reading.read(
            ApprovalDirectory.inRepository(target.root()), repository.get(), ".guard/approvals/");
        if (state.isPresent()) {
          Store clone = state.get().repository(repository.get(), target.root());
          reading.read(clone);
          ancestors = state.get().ancestors(clone).load();
        }
      }
    } else if (state.isPresent()) {
      Store store = target.kind() == Target.Kind.HOME ? state.get().home() : state.get().system();
      reading.read(store);
      ancestors = state.get().ancestors(store).load();
    }
    AcceptedContents contents =
        state.isPresent() ? new VaultContents(state.get().vault()) : AcceptedContents.NONE;
    return new AcceptedState(target, repository, contents, ancestors, reading);
  }

  public Target target() {
    return target;
  }

  /** Whether somebody ever accepted a state of this target. */
  public boolean initialised() {
    return target.kind() == Target.Kind.WORKSPACE
        ? repository.isPresent()
        : !ancestors.isEmpty()
            || baseline.highestRevision() > 0
            || !problems.isEmpty()
            || !untrusted.isEmpty();
  }

  /** The identity of the workspace's repository. */
  public Optional<RepositoryId> repository() {
    return repository;
  }

  public Baseline baseline() {
    return baseline;
  }

  /** Approvals that could not be read. */
  public List<Problem> problems() {
    return problems;
  }

  /** Approvals that accept nothing, because nobody who is trusted vouches for them. */
  public List<Problem> untrusted() {
    return untrusted;
  }

  /** Whether there are approvals, and a trusted signer vouches for each that counts. */
  public boolean signed() {
    return signed;
  }

  /** The inode numbers of the directories that led to the accepted objects, by absolute path. */
  public Map<String, Long> ancestors() {
    return ancestors;
  }

  /** The accepted contents that can be found here. */
  public AcceptedContents contents() {
    return contents;
  }

  /** What this machine has seen; a class, because a lambda would be linked at every start. */
  private static final class VaultContents implements AcceptedContents {
    private final Vault vault;

    VaultContents(Vault vault) {
      this.vault = vault;
    }

    @Override
    public Optional<byte[]> find(Digest digest) {
      try {
        return vault.find(digest);
      } catch (IOException e) {
        return Optional.empty(); // Damaged or unreadable: as good as never kept.
      }
    }
  }
}
