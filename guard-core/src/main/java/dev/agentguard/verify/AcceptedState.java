package dev.agentguard.verify;

import dev.agentguard.baseline.Approval;
import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.Baseline;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.LoadedApprovals;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.baseline.Store;
import dev.agentguard.baseline.UnverifiedApproval;
import dev.agentguard.baseline.WrongRepositoryException;
import dev.agentguard.content.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
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
  private final Optional<StateDirectory> state;
  private final Baseline baseline;
  private final Map<String, Long> ancestors;
  private final List<Problem> problems;

  private AcceptedState(
      Target target,
      Optional<RepositoryId> repository,
      Optional<StateDirectory> state,
      Baseline baseline,
      Map<String, Long> ancestors,
      List<Problem> problems) {
    this.target = target;
    this.repository = repository;
    this.state = state;
    this.baseline = baseline;
    this.ancestors = Map.copyOf(ancestors);
    this.problems = List.copyOf(problems);
  }

  /**
   * Reads the accepted state.
   *
   * @param stateDirectory where the user's state directory is, if it was ever made
   * @param user whom guard runs as
   * @throws IOException if {@code .guard/repository} or the state directory is not what it must be
   */
  public static AcceptedState open(Target target, Path stateDirectory, UserPrincipal user)
      throws IOException {
    Optional<StateDirectory> state = StateDirectory.find(stateDirectory, user);
    Loading loading = new Loading();
    Optional<RepositoryId> repository = Optional.empty();
    Map<String, Long> ancestors = Map.of();
    if (target.kind() == Target.Kind.WORKSPACE) {
      repository = RepositoryFile.inRepository(target.root()).find();
      if (repository.isPresent()) {
        loading.load(
            ApprovalDirectory.inRepository(target.root()), repository.get(), ".guard/approvals/");
        if (state.isPresent()) {
          Store clone = state.get().repository(repository.get(), target.root());
          loading.load(clone);
          ancestors = state.get().ancestors(clone).load();
        }
      }
    } else if (state.isPresent()) {
      Store store = target.kind() == Target.Kind.HOME ? state.get().home() : state.get().system();
      loading.load(store);
      ancestors = state.get().ancestors(store).load();
    }
    return new AcceptedState(
        target, repository, state, Baseline.of(loading.approvals), ancestors, loading.problems);
  }

  /** Reads approval directories. */
  private static final class Loading {
    final List<Approval> approvals = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();

    void load(Store store) {
      load(store.approvals(), store.id(), store.approvals().path() + "/");
    }

    void load(ApprovalDirectory directory, RepositoryId expected, String prefix) {
      LoadedApprovals loaded = directory.load();
      for (dev.agentguard.baseline.Problem problem : loaded.problems()) {
        problems.add(new Problem(prefix + problem.name(), problem.message()));
      }
      for (UnverifiedApproval unverified : loaded.approvals()) {
        try {
          Approval approval = unverified.acceptUnsigned(expected);
          if (prefix.startsWith(".guard/") && acceptsForeignContent(approval)) {
            problems.add(
                new Problem(
                    prefix + approval.file(),
                    "it accepts what is not the repository's own content, such as .git or a home"));
          } else {
            approvals.add(approval);
          }
        } catch (WrongRepositoryException e) {
          problems.add(
              new Problem(
                  prefix + unverified.file(),
                  "it was made for another repository, "
                      + e.actual()
                      + ", not for "
                      + e.expected()));
        }
      }
    }

    private static boolean acceptsForeignContent(Approval approval) {
      for (Entry entry : approval.statement().entries()) {
        String path = entry.path();
        if (path.startsWith("/") || path.startsWith("~/") || GitContent.isInGitDirectory(path)) {
          return true;
        }
      }
      return false;
    }
  }

  public Target target() {
    return target;
  }

  /** Whether somebody ever accepted a state of this target. */
  public boolean initialised() {
    return target.kind() == Target.Kind.WORKSPACE
        ? repository.isPresent()
        : !ancestors.isEmpty() || baseline.highestRevision() > 0 || !problems.isEmpty();
  }

  /** The identity of the workspace's repository. */
  public Optional<RepositoryId> repository() {
    return repository;
  }

  public Baseline baseline() {
    return baseline;
  }

  /** Approvals that could not be used. */
  public List<Problem> problems() {
    return problems;
  }

  /** The inode numbers of the directories that led to the accepted objects, by absolute path. */
  public Map<String, Long> ancestors() {
    return ancestors;
  }

  /** The accepted contents that this machine has seen. */
  public AcceptedContents contents() {
    return this::content;
  }

  private Optional<byte[]> content(Digest digest) {
    if (state.isEmpty()) {
      return Optional.empty();
    }
    try {
      return state.get().vault().find(digest);
    } catch (IOException e) {
      return Optional.empty(); // Damaged or unreadable: as good as never kept.
    }
  }
}
