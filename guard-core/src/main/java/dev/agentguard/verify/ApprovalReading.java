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

/**
 * The reading of approval directories: from what lies there to what counts. The only place that
 * decides whether an approval without a signature may count.
 */
final class ApprovalReading {

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
      problems.add(new Problem(prefix + problem.name(), problem.message()));
    }
    for (UnverifiedApproval unverified : loaded.approvals()) {
      add(unverified, expected, prefix + unverified.file());
    }
  }

  private void add(UnverifiedApproval unverified, RepositoryId expected, String path) {
    try {
      if (!signers.areKnown() && unverified.hasSignature()) {
        problems.add(
            new Problem(path, "it is signed, but it is not known here whose signatures count"));
        return;
      }
      Approval approval =
          signers.areKnown()
              ? unverified.verify(expected, signers, now, false)
              : unverified.acceptUnsigned(expected);
      if (path.startsWith(".guard/") && acceptsForeignContent(approval)) {
        problems.add(
            new Problem(
                path,
                "it accepts what is not the repository's own content, such as .git or a home"));
      } else {
        approvals.add(approval);
      }
    } catch (WrongRepositoryException e) {
      problems.add(
          new Problem(
              path,
              "it was made for another repository, " + e.actual() + ", not for " + e.expected()));
    } catch (UntrustedApprovalException e) {
      untrusted.add(new Problem(path, e.detail()));
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
