package dev.agentguard.verify;

import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.LoadedApprovals;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.UnverifiedApproval;
import dev.agentguard.verify.ApprovalReading.Standing;
import java.io.IOException;
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
 * <p>The base was there first: its identity counts, and an approval of it that counts can be
 * neither taken away nor changed, nor lose its signature.
 */
final class TreeApprovals {

  private static final String DIRECTORY = ".guard/approvals/";
  private static final String IDENTITY = ".guard/repository";

  private final ApprovalReading reading;
  private final Standing standing;

  /**
   * @param reading what decides whether an approval counts, and gets the result
   * @param standing what an approval is that the base does not have
   */
  TreeApprovals(ApprovalReading reading, Standing standing) {
    this.reading = reading;
    this.standing = standing;
  }

  /**
   * Reads both.
   *
   * @param base the root of the base, if there is one
   * @param identityOfBaseOnly whether a tree may not bring the first identity itself
   * @return what the repository is called
   * @throws NoBaselineException if nobody ever accepted anything
   */
  RepositoryId load(Optional<Path> base, Path judged, boolean identityOfBaseOnly)
      throws IOException {
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
    Map<String, UnverifiedApproval> ofBase = new HashMap<>();
    if (base.isPresent() && before.isPresent()) {
      loadBase(base.get(), id, ofBase);
    }
    ApprovalDirectory directory = ApprovalDirectory.inRepository(judged);
    LoadedApprovals loaded = directory.load();
    Set<String> present = new HashSet<>();
    for (dev.agentguard.baseline.Problem problem : loaded.problems()) {
      present.add(problem.name());
      reading.addProblem(DIRECTORY + problem.name(), problem.message());
    }
    for (UnverifiedApproval approval : loaded.approvals()) {
      String name = approval.file();
      present.add(name);
      UnverifiedApproval known = ofBase.get(name);
      if (known == null) {
        reading.add(approval, id, DIRECTORY, standing);
      } else if (!approval.isSameAs(known)) {
        boolean saysTheSame = approval.alleged().equals(known.alleged());
        add(
            DIRECTORY + name,
            saysTheSame
                ? "its signature is not the one that the base has"
                : "it is not the approval that the base has under this name");
      }
    }
    List<String> gone = new ArrayList<>(ofBase.keySet());
    gone.removeAll(present);
    gone.sort(null);
    for (String name : gone) {
      add(DIRECTORY + name, "the base has this approval, and it was taken away");
    }
    return id;
  }

  private void loadBase(Path base, RepositoryId id, Map<String, UnverifiedApproval> names) {
    ApprovalDirectory directory = ApprovalDirectory.inRepository(base);
    LoadedApprovals loaded = directory.load();
    for (dev.agentguard.baseline.Problem problem : loaded.problems()) {
      reading.addProblem(DIRECTORY + problem.name(), problem.message());
    }
    for (UnverifiedApproval approval : loaded.approvals()) {
      if (reading.add(approval, id, DIRECTORY, Standing.OF_BASE)) {
        names.put(approval.file(), approval);
      }
    }
  }

  private void add(String path, String detail) {
    reading.addUntrusted(path, detail);
  }
}
