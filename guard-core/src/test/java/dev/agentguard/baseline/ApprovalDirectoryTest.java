package dev.agentguard.baseline;

import static dev.agentguard.baseline.Approvals.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ApprovalDirectoryTest {

  private final Random random = new Random(1);

  private final Path root;
  private final Path approvals;
  private final ApprovalDirectory directory;

  ApprovalDirectoryTest(@TempDir Path root) {
    this.root = root;
    directory = ApprovalDirectory.inRepository(root);
    approvals = directory.path();
  }

  @Test
  void aDirectoryThatIsNotThereHoldsNothing() {
    assertThat(directory.load()).isEqualTo(new LoadedApprovals(List.of(), List.of(), List.of()));
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    Statement second = Approvals.statement(12, file("b", "x"));
    Statement first = Approvals.statement(7, file("a", "x"));

    String name = directory.write(second, Approvals.SIGNER, random);
    directory.write(first, Approvals.SIGNER, random);

    LoadedApprovals loaded = directory.load();
    assertThat(name).matches("000012-[a-z2-7]{8}\\.approval");
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.leftovers()).isEmpty();
    assertThat(loaded.approvals())
        .extracting(UnverifiedApproval::alleged)
        .containsExactly(first, second);
    assertThat(loaded.approvals().get(1).file()).isEqualTo(name);
  }

  @Test
  void unknownNamesAreProblems() throws Exception {
    directory.write(Approvals.statement(1, file("a", "x")), Approvals.SIGNER, random);
    List<String> names =
        List.of(
            ".DS_Store",
            ".new-short",
            "000000-aaaaaaaa.approval",
            "0000001-aaaaaaaa.approval",
            "000007-AAAAAAAA.approval",
            "000007-aaaaaaa.approval",
            "000007-aaaaaaaa.approval.sig.sig",
            "000007-aaaaaaaa.approval~",
            "000007-aaaaaaaa.sig",
            "000007.approval",
            "7-aaaaaaaa.approval",
            "README.md",
            "x\n\u001b[2J");
    for (String name : names) {
      Files.createFile(approvals.resolve(name));
    }

    LoadedApprovals loaded = directory.load();

    assertThat(loaded.approvals()).hasSize(1);
    assertThat(loaded.problems()).extracting(Problem::name).containsExactlyElementsOf(names);
    assertThat(loaded.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.NAME);
    assertThat(loaded.problems().get(12).message())
        .isEqualTo("\"x\\n\\u{1b}[2J\": expected a name like 000007-abcdefgh.approval here");
  }

  @Test
  void linksDirectoriesAndFifosAreProblemsAndNotWaitedFor() throws Exception {
    Path elsewhere = root.resolve("elsewhere");
    Files.write(elsewhere, Approvals.statement(1, file("a", "x")).print());
    Files.createDirectories(approvals);
    Files.createSymbolicLink(approvals.resolve("000001-aaaaaaaa.approval"), elsewhere);
    Files.createDirectory(approvals.resolve("000002-aaaaaaaa.approval"));
    makeFifo(approvals.resolve("000003-aaaaaaaa.approval"));
    makeFifo(approvals.resolve(".new-aaaaaaaa"));

    LoadedApprovals loaded = directory.load();

    assertThat(loaded.approvals()).isEmpty();
    assertThat(loaded.leftovers()).isEmpty();
    assertThat(loaded.problems())
        .extracting(Problem::kind, Problem::message)
        .containsExactly(
            tuple(
                Problem.Kind.NAME,
                ".new-aaaaaaaa: expected a name like 000007-abcdefgh.approval here"),
            tuple(
                Problem.Kind.FILE,
                "000001-aaaaaaaa.approval: expected a regular file, found a symbolic link"),
            tuple(
                Problem.Kind.FILE,
                "000002-aaaaaaaa.approval: expected a regular file, found a directory"),
            tuple(
                Problem.Kind.FILE,
                "000003-aaaaaaaa.approval: expected a regular file, found a device, socket or"
                    + " FIFO"));
  }

  @Test
  void brokenAndRenamedApprovalsAreProblems() throws Exception {
    Files.createDirectories(approvals);
    Files.writeString(approvals.resolve("000001-aaaaaaaa.approval"), "guard-approval v2\n");
    Files.write(
        approvals.resolve("000002-aaaaaaaa.approval"),
        Approvals.statement(3, file("a", "x")).print());

    assertThat(directory.load().problems())
        .extracting(Problem::kind, Problem::message)
        .containsExactly(
            tuple(
                Problem.Kind.FORMAT,
                "000001-aaaaaaaa.approval:1:1: expected \"guard-approval v1\", found"
                    + " \"guard-approval v2\""),
            tuple(
                Problem.Kind.REVISION,
                "000002-aaaaaaaa.approval: expected revision 2, found revision 3"));
  }

  @Test
  void anApprovalThatIsTooLargeIsAProblem() throws Exception {
    Files.createDirectories(approvals);
    Files.write(
        approvals.resolve("000001-aaaaaaaa.approval"), new byte[StatementParser.MAX_BYTES + 1]);

    assertThat(directory.load().problems())
        .extracting(Problem::message)
        .containsExactly(
            "000001-aaaaaaaa.approval: expected at most 8388608 bytes, found 8388609 bytes");
  }

  @Test
  void anApprovalThatMayNotBeReadIsAProblem() throws Exception {
    Path file =
        approvals.resolve(
            directory.write(Approvals.statement(1, file("a", "x")), Approvals.SIGNER, random));
    Files.setPosixFilePermissions(file, Set.of());
    assumeThat(Files.isReadable(file))
        .as("root reads everything, so this runs as an ordinary user only")
        .isFalse();

    assertThat(directory.load().problems())
        .extracting(Problem::kind, Problem::message)
        .containsExactly(
            tuple(
                Problem.Kind.UNREADABLE,
                file.getFileName() + ": could not be read: AccessDeniedException"));
  }

  @Test
  void aLinkInThePlaceOfADirectoryIsNotFollowed() throws Exception {
    Path outside = root.resolve("outside");
    Files.createDirectories(outside.resolve("approvals"));
    Files.createSymbolicLink(root.resolve(".guard"), outside);

    assertThat(directory.load().problems())
        .extracting(Problem::kind, Problem::message)
        .containsExactly(
            tuple(Problem.Kind.FILE, ".guard: expected a directory, found a symbolic link"));
    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(
            () ->
                directory.write(Approvals.statement(1, file("a", "x")), Approvals.SIGNER, random));
    assertThat(outside.resolve("approvals")).isEmptyDirectory();
  }

  @Test
  void neverOverwrites() throws Exception {
    Statement statement = Approvals.statement(1, file("a", "x"));
    String taken = directory.write(statement, Approvals.SIGNER, new Random(5));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                directory.write(
                    Approvals.statement(1, file("a", "y")), Approvals.SIGNER, new Random(5)));

    assertThat(Files.readAllBytes(approvals.resolve(taken))).isEqualTo(statement.print());
    assertThat(directory.load().leftovers()).isEmpty();
  }

  private static void makeFifo(Path path) throws Exception {
    Process process = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
