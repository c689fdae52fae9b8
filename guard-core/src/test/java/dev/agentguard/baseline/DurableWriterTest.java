package dev.agentguard.baseline;

import static dev.agentguard.baseline.Approvals.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A write that stops at any step leaves the approval whole or not there, and nothing that anybody
 * reads.
 */
class DurableWriterTest {

  private static final Statement OLD = Approvals.statement(1, file("a", "old"));
  private static final Statement NEW = Approvals.statement(2, file("a", "new"));

  private final Path root;

  DurableWriterTest(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "write", "sync", "name", "delete temporary", "sync directory"})
  void aKilledWriteLeavesTheOldStateOrTheNew(String step) throws Exception {
    ApprovalDirectory directory = ApprovalDirectory.inRepository(root);
    directory.write(OLD, Approvals.SIGNER, new Random(1));

    assertThatExceptionOfType(Killed.class)
        .isThrownBy(
            () ->
                directory.write(NEW, Approvals.SIGNER, new Random(2), writer(step, new Killed())));

    boolean named = step.equals("delete temporary") || step.equals("sync directory");
    LoadedApprovals loaded = directory.load();
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.approvals())
        .extracting(UnverifiedApproval::alleged)
        .isEqualTo(named ? List.of(OLD, NEW) : List.of(OLD));
    boolean temporary = !step.equals("create") && !step.equals("sync directory");
    assertThat(loaded.leftovers()).hasSize(temporary ? 1 : 0);

    directory.write(NEW, Approvals.SIGNER, new Random(3));
    assertThat(directory.load().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "write", "sync", "name"})
  void aFailedWriteLeavesNothing(String step) throws Exception {
    ApprovalDirectory directory = ApprovalDirectory.inRepository(root);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                directory.write(
                    NEW,
                    Approvals.SIGNER,
                    new Random(2),
                    writer(step, new IOException("disk full"))))
        .withMessage("disk full");

    assertThat(directory.path()).isEmptyDirectory();
  }

  @Test
  void replacingReplacesALinkAndNotItsTarget() throws Exception {
    Path target = Files.writeString(root.resolve("target"), "kept");
    Path link = Files.createSymbolicLink(root.resolve("link"), target);

    new DurableWriter(new Random(1), DurableWriter.Access.SHARED).replace(link, new byte[] {'x'});

    assertThat(link).isRegularFile().hasContent("x");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(target).hasContent("kept");
  }

  private static DurableWriter writer(String stopBefore, Throwable reason) {
    return new DurableWriter(
        new Random(2),
        DurableWriter.Access.SHARED,
        step -> {
          if (step.equals(stopBefore)) {
            if (reason instanceof IOException failure) {
              throw failure;
            }
            throw (Error) reason;
          }
        });
  }

  /** Ends a write as a power cut would: no step after it runs. */
  private static final class Killed extends Error {}
}
