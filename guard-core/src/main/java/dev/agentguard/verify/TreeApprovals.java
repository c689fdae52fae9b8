package dev.agentguard.verify;

import dev.agentguard.baseline.Approval;
import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.LoadedApprovals;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.UnverifiedApproval;
import dev.agentguard.baseline.WrongRepositoryException;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The approvals of a judged tree and of its base together.
 *
 * <p>The base was there first: its identity counts, and an approval that it has can be neither
 * taken away nor changed.
 */
final class TreeApprovals {

  private static final String DIRECTORY = ".guard/approvals/";
  private static final String IDENTITY = ".guard/repository";

  private final ApprovalAcceptance acceptance;
  private final Surface surface;
  private final List<Approval> approvals = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param surface what findings about approvals belong to
   */
  TreeApprovals(ApprovalAcceptance acceptance, Surface surface) {
    this.acceptance = acceptance;
    this.surface = surface;
  }

  /** The approvals that count. */
  List<Approval> approvals() {
    return approvals;
  }

  /** Approvals that could not be used. */
  List<Problem> problems() {
    return problems;
  }

  /** What is wrong with approvals that can be read. */
  List<Finding> findings() {
    return findings;
  }

  /**
   * Reads both.
   *
   * @param base the root of the base, if there is one
   * @param identityOfBaseOnly whether a tree may not bring the first identity itself
   * @throws NoBaselineException if nobody ever accepted anything
   */
  void load(Optional<Path> base, Path judged, boolean identityOfBaseOnly) throws IOException {
    Optional<RepositoryId> before =
        base.isPresent() ? RepositoryFile.inRepository(base.get()).find() : Optional.empty();
    Optional<RepositoryId> after = RepositoryFile.inRepository(judged).find();
    if (before.isEmpty() && (identityOfBaseOnly || after.isEmpty())) {
      throw new NoBaselineException();
    }
    RepositoryId id = before.isPresent() ? before.get() : after.get();
    if (before.isPresent() && after.isEmpty()) {
      add(IDENTITY, "the file that names this repository is gone");
    } else if (!after.get().equals(id)) {
      add(IDENTITY, "it names another repository than the base does");
    }
    Map<String, Path> ofBase = new HashMap<>();
    if (base.isPresent() && before.isPresent()) {
      loadBase(base.get(), id, ofBase);
    }
    ApprovalDirectory directory = ApprovalDirectory.inRepository(judged);
    LoadedApprovals loaded = directory.load();
    Set<String> present = new HashSet<>();
    for (dev.agentguard.baseline.Problem problem : loaded.problems()) {
      present.add(problem.name());
      addProblem(problem.name(), problem.message());
    }
    for (UnverifiedApproval approval : loaded.approvals()) {
      String name = approval.file();
      present.add(name);
      Path known = ofBase.get(name);
      if (known == null) {
        accept(approval, id, false);
      } else if (Files.mismatch(known, directory.path().resolve(name)) >= 0) {
        add(DIRECTORY + name, "it is not the approval that the base has under this name");
      }
    }
    List<String> gone = new ArrayList<>(ofBase.keySet());
    gone.removeAll(present);
    gone.sort(null);
    for (String name : gone) {
      add(DIRECTORY + name, "the base has this approval, and it was taken away");
    }
  }

  private void loadBase(Path base, RepositoryId id, Map<String, Path> names) {
    ApprovalDirectory directory = ApprovalDirectory.inRepository(base);
    LoadedApprovals loaded = directory.load();
    for (dev.agentguard.baseline.Problem problem : loaded.problems()) {
      addProblem(problem.name(), problem.message());
    }
    for (UnverifiedApproval approval : loaded.approvals()) {
      names.put(approval.file(), directory.path().resolve(approval.file()));
      accept(approval, id, true);
    }
  }

  private void accept(UnverifiedApproval unverified, RepositoryId id, boolean ofBase) {
    try {
      ApprovalAcceptance.Outcome outcome = acceptance.accept(unverified, id, ofBase);
      if (outcome instanceof ApprovalAcceptance.Refused refused) {
        add(DIRECTORY + unverified.file(), refused.sentence());
      } else if (outcome instanceof ApprovalAcceptance.Counts counts) {
        Approval approval = counts.approval();
        if (acceptsForeignContent(approval)) {
          addProblem(
              unverified.file(),
              "it accepts what is not the repository's own content, such as .git or a home");
        } else {
          approvals.add(approval);
        }
      }
    } catch (WrongRepositoryException e) {
      addProblem(
          unverified.file(),
          "it was made for another repository, " + e.actual() + ", not for " + e.expected());
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

  /** The same file is often in both trees; its problem is one. */
  private void addProblem(String name, String reason) {
    Problem problem = new Problem(DIRECTORY + name, reason);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private void add(String path, String detail) {
    findings.add(
        new Finding(
            Finding.Kind.APPROVAL, Severity.HIGH, path, surface, List.of(), List.of(), detail));
  }
}
