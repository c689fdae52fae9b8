package dev.agentguard.verify;

import dev.agentguard.baseline.Approval;
import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.LoadedApprovals;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.Store;
import dev.agentguard.baseline.Trust;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.UntrustedApprovalException;
import dev.agentguard.baseline.UnverifiedApproval;
import dev.agentguard.baseline.WrongRepositoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reading of approval directories: from what lies there to what counts. The only place that
 * decides whether an approval without a signature may count.
 */
final class ApprovalReading {

  /** Where an approval comes from. */
  enum Standing {
    /** It lies on this machine, in the work tree or in the state directory. */
    HERE,
    /** The branch that a change is judged by has it. */
    OF_BASE,
    /** A change brings it: only a signature by a key that is valid now makes it count. */
    OF_CHANGE
  }

  private final TrustedSigners signers;
  private final Instant now;
  private final List<Approval> approvals = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> untrusted = new ArrayList<>();

  ApprovalReading(TrustedSigners signers, Instant now) {
    this.signers = signers;
    this.now = now;
  }

  /** The approvals that count. */
  List<Approval> approvals() {
    return approvals;
  }

  /** What could not be read, or not be checked. */
  List<Problem> problems() {
    return problems;
  }

  /** Approvals that could be checked, and for which nobody who is trusted vouches. */
  List<Problem> untrusted() {
    return untrusted;
  }

  boolean areSigned() {
    for (Approval approval : approvals) {
      if (!(approval.trust() instanceof Trust.Signed)) {
        return false;
      }
    }
    return !approvals.isEmpty();
  }

  /** Reads a store of the state directory. */
  void read(Store store) {
    read(store.approvals(), store.id(), store.approvals().path() + "/");
  }

  /**
   * Reads a directory.
   *
   * @param expected what its approvals must be for
   * @param prefix how its path is written in reports, ending in a slash
   */
  void read(ApprovalDirectory directory, RepositoryId expected, String prefix) {
    LoadedApprovals loaded = directory.load();
    for (dev.agentguard.baseline.Problem problem : loaded.problems()) {
      addProblem(prefix + problem.name(), problem.message());
    }
    for (UnverifiedApproval unverified : loaded.approvals()) {
      add(unverified, expected, prefix, Standing.HERE);
    }
  }

  /**
   * Takes an approval for what it is worth. One of the base that is worth nothing is not reported
   * for that: if the change keeps it, the change's own copy is.
   *
   * @param expected what it must be for
   * @param prefix how the path of its directory is written in reports, ending in a slash
   * @return whether it counts
   */
  boolean add(
      UnverifiedApproval unverified, RepositoryId expected, String prefix, Standing standing) {
    String path = prefix + unverified.file();
    try {
      Optional<Approval> approval = accept(unverified, expected, path, standing);
      if (approval.isEmpty()) {
        return false;
      }
      if (path.startsWith(".guard/") && acceptsForeignContent(approval.get())) {
        addProblem(
            path, "it accepts what is not the repository's own content, such as .git or a home");
        return false;
      }
      approvals.add(approval.get());
      return true;
    } catch (WrongRepositoryException e) {
      addProblem(
          path, "it was made for another repository, " + e.actual() + ", not for " + e.expected());
    } catch (UntrustedApprovalException e) {
      if (standing != Standing.OF_BASE) {
        addUntrusted(path, e.detail());
      }
    }
    return false;
  }

  private Optional<Approval> accept(
      UnverifiedApproval unverified, RepositoryId expected, String path, Standing standing)
      throws WrongRepositoryException, UntrustedApprovalException {
    if (signers.areKnown()) {
      boolean isNew = standing == Standing.OF_CHANGE;
      return Optional.of(unverified.verify(expected, signers, now, isNew));
    }
    if (unverified.hasSignature()) {
      addProblem(path, Problem.NO_SIGNERS);
      return Optional.empty();
    }
    if (standing == Standing.OF_CHANGE) {
      addUntrusted(path, "a change brings it, and nobody has signed it");
      return Optional.empty();
    }
    return Optional.of(unverified.acceptUnsigned(expected));
  }

  /** Both of two trees often have the same file; its problem is one. */
  void addProblem(String path, String reason) {
    Problem problem = new Problem(path, reason);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Notes that something beside the approvals, or one of them, was tampered with. */
  void addUntrusted(String path, String detail) {
    untrusted.add(new Problem(path, detail));
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
