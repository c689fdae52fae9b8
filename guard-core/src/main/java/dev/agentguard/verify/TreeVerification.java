package dev.agentguard.verify;

import dev.agentguard.baseline.Accepted;
import dev.agentguard.baseline.Baseline;
import dev.agentguard.baseline.ClosureEntry;
import dev.agentguard.baseline.ContentEntry;
import dev.agentguard.baseline.FileEntry;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.content.Digest;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.git.GitFileSystem;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Discovery;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.Stance;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.ApprovalReading.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One comparison of a git tree with what was accepted: with the approvals of the base and its own.
 *
 * <p>A tree has the repository's own content and nothing else: no git directory, no home, no
 * machine. What leads there leads nowhere here, and is judged where it is.
 */
public final class TreeVerification {

  /**
   * What is judged against what.
   *
   * @param judged the tree that is judged
   * @param base the tree whose approvals were there before, if there is one
   * @param firstIdentity whether the judged tree may bring the repository's identity, if the base
   *     has none
   * @param isChange whether what the base does not have is a change that somebody proposes, of
   *     which nothing counts but signatures
   * @param home the absolute path of the user's home, of which nothing is in a tree
   * @param title what is judged, for people
   */
  public record Question(
      GitFileSystem judged,
      Optional<GitFileSystem> base,
      boolean firstIdentity,
      boolean isChange,
      String home,
      String title) {}

  private final Catalogue catalogue;
  private final Question question;
  private final TrustedSigners signers;
  private final Instant now;
  private final SnapshotReader reader;
  private final Severity failsFrom;
  private final Path root;

  /**
   * @param signers whose approvals count
   * @param now the present
   * @param failsFrom the lowest severity that makes the verification fail
   */
  public TreeVerification(
      Catalogue catalogue,
      Question question,
      TrustedSigners signers,
      Instant now,
      SnapshotReader reader,
      Severity failsFrom) {
    this.catalogue = catalogue;
    this.question = question;
    this.signers = signers;
    this.now = now;
    this.reader = reader;
    this.failsFrom = failsFrom;
    this.root = question.judged.workTree();
  }

  /**
   * Verifies the tree.
   *
   * @throws NoBaselineException if nobody ever accepted anything
   * @throws IOException if a repository's identity is not what it must be
   */
  public Report run() throws IOException {
    ApprovalReading reading = new ApprovalReading(signers, now);
    boolean asksForSignatures = question.isChange || signers.areKnown();
    TreeApprovals approvals =
        new TreeApprovals(reading, asksForSignatures ? Standing.OF_CHANGE : Standing.HERE);
    Optional<Path> base =
        question.base.isPresent() ? Optional.of(question.base.get().workTree()) : Optional.empty();
    RepositoryId repository = approvals.load(base, root, !question.firstIdentity);
    AcceptedContents contents =
        base.isPresent()
            ? new TreeContents(catalogue, Baseline.of(reading.approvals()), base.get(), reader)
            : AcceptedContents.NONE;
    Path home = question.judged.getPath(question.home);
    Target target = new Target(Target.Kind.WORKSPACE, root, home, Map.of());
    AcceptedState accepted = AcceptedState.ofTree(target, repository, contents, reading);
    Report report = new Verification(catalogue, accepted, reader, failsFrom).run();
    return complete(report, accepted.baseline());
  }

  private Report complete(Report report, Baseline baseline) {
    List<Finding> findings = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(report.problems());
    List<Report.Gap> gaps = new ArrayList<>(report.uncovered());
    judgePointers(report, baseline, findings, problems);
    judgeSubmodules(findings, gaps);
    for (String path : new HashSet<>(question.judged.unmerged())) {
      problems.add(new Problem(path, "a merge has left it undecided in the index"));
    }
    for (String path : question.judged.displaced()) {
      problems.add(
          new Problem(
              path,
              "the base has removed it since, and a merge may put the branch's change elsewhere:"
                  + " rebase first"));
    }
    findings.sort(Finding.WORST_FIRST);
    return new Report(
        question.title,
        findings,
        problems,
        gaps,
        report.objects(),
        report.revision(),
        report.failsFrom(),
        report.signed());
  }

  /** Takes over the findings, but those about pointers of Git LFS to accepted contents. */
  private void judgePointers(
      Report report, Baseline baseline, List<Finding> findings, List<Problem> problems) {
    Map<String, Boolean> accepted = new HashMap<>();
    Set<String> reported = new HashSet<>();
    for (Finding finding : report.findings()) {
      String path = finding.path();
      Optional<Digest> pointer = isOfContent(finding) ? pointer(path) : Optional.empty();
      if (pointer.isEmpty()) {
        findings.add(finding);
        continue;
      }
      if (!accepted.containsKey(path)) {
        accepted.put(path, isAccepted(baseline, path, pointer.get()));
      }
      Surface surface = finding.surface();
      boolean read =
          surface.guard() != Guard.WHOLE
              || !surface.commands().isEmpty()
              || !surface.references().isEmpty();
      if (read && reported.add(path)) {
        problems.add(
            new Problem(path, "its content is in Git LFS, and guard must read it to judge it"));
      } else if (!read && !accepted.get(path)) {
        findings.add(finding);
      } else if (!read && !isOfBase(path) && reported.add(path)) {
        problems.add(new Problem(path, "its content is in Git LFS, which guard does not fetch"));
      }
    }
  }

  private static boolean isOfContent(Finding finding) {
    return switch (finding.kind()) {
      case CREATED, CHANGED, LOOSENED, MODE, UNVERIFIABLE, HIDDEN_CHARACTERS -> true;
      default -> false;
    };
  }

  private Optional<Digest> pointer(String path) {
    if (path.startsWith("/") || path.startsWith("~/")) {
      return Optional.empty();
    }
    Path file = FileName.resolve(root, path);
    return reader.keepUpTo(LargeFilePointer.LONGEST, file) instanceof Snapshot.RegularFile found
            && found.content() != null
        ? LargeFilePointer.target(found.kept().bytes())
        : Optional.empty();
  }

  /**
   * Whether the base has the same pointer. A new one may be a text that nothing turns into the
   * content it names, and in git's own files and guard's it always is.
   */
  private boolean isOfBase(String path) {
    for (String name : path.toLowerCase(Locale.ROOT).split("/", -1)) {
      if (name.startsWith(".git") || name.equals(".guard")) {
        return false;
      }
    }
    if (question.base.isEmpty()) {
      return false;
    }
    Path before = FileName.resolve(question.base.get().workTree(), path);
    Path after = FileName.resolve(root, path);
    return reader.keepUpTo(LargeFilePointer.LONGEST, before) instanceof Snapshot.RegularFile known
        && reader.keepUpTo(LargeFilePointer.LONGEST, after) instanceof Snapshot.RegularFile present
        && known.content() != null
        && present.content() != null
        && Arrays.equals(known.kept().bytes(), present.kept().bytes());
  }

  private boolean isAccepted(Baseline baseline, String path, Digest content) {
    Optional<Accepted> accepted = baseline.find(path);
    return accepted.isPresent()
        && (accepted.get().entry() instanceof FileEntry
            || accepted.get().entry() instanceof ClosureEntry)
        && accepted.get().entry() instanceof ContentEntry entry
        && entry.digest().equals(content)
        && reader.look(FileName.resolve(root, path)) instanceof Snapshot.RegularFile file
        && entry.mode().equals(Candidates.mode(file, false));
  }

  /** What a submodule holds is in another repository; only where it stands can be judged here. */
  private void judgeSubmodules(List<Finding> findings, List<Report.Gap> gaps) {
    Discovery discovery = new Discovery(catalogue);
    for (String path : question.judged.submodules()) {
      Optional<Surface> surface = discovery.through(path);
      if (surface.isPresent() && surface.get().stance() != Stance.WATCH) {
        findings.add(
            new Finding(
                Finding.Kind.UNVERIFIABLE,
                Severity.of(surface.get().effect(), surface.get()),
                path,
                surface.get(),
                List.of(),
                List.of(),
                "a submodule stands where protected files are looked for, and its content is in"
                    + " another repository"));
      } else {
        gaps.add(
            new Report.Gap(
                path,
                "A submodule's content is in another repository; verify it there.",
                "submodule"));
      }
    }
  }
}
