package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes that approve at once lose nothing, and a third that reads meanwhile sees only whole
 * approvals.
 */
class TwoProcessesTest {

  private static final int EACH = 40;

  /** Writes approvals: {@code <root> <name>}. */
  public static void main(String[] arguments) throws Exception {
    ApprovalDirectory directory = ApprovalDirectory.inRepository(Path.of(arguments[0]));
    Random random = new Random(arguments[1].hashCode());
    for (int i = 1; i <= EACH; i++) {
      Entry own = Approvals.file(arguments[1] + "/" + i, "x");
      Entry contested = Approvals.file("contested", arguments[1]);
      directory.write(Approvals.statement(i, own, contested), Approvals.SIGNER, random);
    }
  }

  @Test
  @Timeout(120)
  void loseNothing(@TempDir Path root) throws Exception {
    ApprovalDirectory directory = ApprovalDirectory.inRepository(root);
    List<Process> processes = List.of(start(root, "left"), start(root, "right"));
    while (processes.get(0).isAlive() || processes.get(1).isAlive()) {
      assertThat(directory.load().problems()).isEmpty();
    }
    for (Process process : processes) {
      assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    LoadedApprovals loaded = directory.load();
    assertThat(loaded.approvals()).hasSize(2 * EACH);
    assertThat(loaded.leftovers()).isEmpty();
    Baseline baseline = accept(loaded);
    assertThat(baseline.accepted()).hasSize(2 * EACH);
    assertThat(baseline.findConflict("contested").orElseThrow().revision()).isEqualTo(EACH);
    Set<String> names = new HashSet<>();
    loaded.approvals().forEach(approval -> names.add(approval.file()));
    assertThat(names).hasSize(2 * EACH);
  }

  private static Process start(Path root, String name) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            TwoProcessesTest.class.getName(),
            root.toString(),
            name)
        .inheritIO()
        .start();
  }

  private static Baseline accept(LoadedApprovals loaded) throws WrongRepositoryException {
    List<Approval> approvals = new ArrayList<>();
    for (UnverifiedApproval approval : loaded.approvals()) {
      approvals.add(approval.acceptUnsigned(Approvals.REPOSITORY));
    }
    return Baseline.of(approvals);
  }
}
