package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.surface.FileName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hostile and broken input: one clear line each, an exit code that is never "clean", and nothing on
 * the disk is changed.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BadInputTest {

  private static final String ACCEPTED = "{\"mcpServers\": {}}\n";

  private final Path base;
  private final Path home;
  private final Path workspace;
  private Capture capture;

  BadInputTest(@TempDir Path directory) throws IOException {
    base = directory.toRealPath();
    home = Files.createDirectory(base.resolve("home"));
    workspace = Files.createDirectory(base.resolve("workspace"));
    capture = new Capture(home, workspace);
  }

  @BeforeEach
  void accept() throws IOException {
    Files.writeString(workspace.resolve(".mcp.json"), ACCEPTED);
    assertThat(Main.run(capture.surroundings(), "init", "--unsigned")).isZero();
    assertThat(Main.run(new Capture(home, workspace).surroundings(), "verify")).isZero();
    capture = new Capture(home, workspace);
  }

  /** Runs guard, which must not change anything. */
  private int run(String... arguments) throws Exception {
    capture = new Capture(home, workspace);
    Map<String, String> before = listing();
    int exitCode = Main.run(capture.surroundings(), arguments);
    assertThat(listing()).isEqualTo(before);
    assertThat(capture.out()).matches("[\\n\\x20-\\x7e\\x{a0}-\\x{10ffff}]*");
    assertThat(capture.err()).matches("[\\n\\x20-\\x7e\\x{a0}-\\x{10ffff}]*");
    return exitCode;
  }

  private void assertVerification(int exitCode, String... errors) throws Exception {
    assertThat(run("verify")).as("%s%s", capture.out(), capture.err()).isEqualTo(exitCode);
    assertThat(errors()).containsExactly(errors);
  }

  /** What went wrong, without what to do about it. */
  private List<String> errors() {
    return capture.err().lines().filter(line -> !line.startsWith("guard: hint: ")).toList();
  }

  /** Everything there is: type, permissions, size, content. */
  private Map<String, String> listing() throws Exception {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : files.toList()) {
        Map<String, Object> is =
            Files.readAttributes(
                file, "unix:mode,nlink,size,ino,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        boolean small = is.get("size") instanceof Long size && size < 64 << 20;
        String content =
            Files.isSymbolicLink(file)
                ? Files.readSymbolicLink(file).toString()
                : Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && small
                    ? sha256(Files.readAllBytes(file))
                    : "";
        listing.put(FileName.text(file), new TreeMap<>(is) + content);
      }
    }
    return listing;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private Path write(String name, String text) throws IOException {
    Path file = FileName.resolve(workspace, name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void execute(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  // What the command line names.

  @Test
  void aFileIsNotAWorkspace() throws Exception {
    assertThat(run("verify", ".mcp.json")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo("guard: error: not a directory: " + workspace + "/.mcp.json\n");
    assertThat(run("init", "--unsigned", ".mcp.json")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo("guard: error: not a directory: " + workspace + "/.mcp.json\n");
  }

  @Test
  void nothingIsNotAWorkspace() throws Exception {
    assertThat(run("verify", "no/such\u001b[31m\ndirectory\u202e")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo(
            "guard: error: " + workspace + "/no/such\\x1b[31m\\ndirectory\\u{202e}: not there\n");
  }

  @Test
  void aWorkspaceThatNobodyAcceptedIsNotClean() throws Exception {
    Path other = Files.createDirectory(base.resolve("other"));
    assertThat(run("verify", other.toString())).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo(
            "guard: error: no baseline for "
                + other
                + "\nguard: hint: guard init accepts what is there now\n");
    assertThat(capture.out()).isEmpty();
  }

  // Approvals.

  private Path approval() throws IOException {
    try (Stream<Path> files = Files.list(workspace.resolve(".guard/approvals"))) {
      return files.filter(file -> file.toString().endsWith(".approval")).findFirst().orElseThrow();
    }
  }

  private String name(Path approval) {
    return ".guard/approvals/" + approval.getFileName();
  }

  @Test
  void aDamagedApproval() throws Exception {
    Path approval = approval();
    Files.writeString(approval, Files.readString(approval).replace("reason", "reasons"));
    assertVerification(
        2,
        "guard: error: "
            + name(approval)
            + ": "
            + approval.getFileName()
            + ":6:1: expected \"reason \", found \"reasons \\\"init\\\"\"");
  }

  @Test
  void aTruncatedApproval() throws Exception {
    Path approval = approval();
    String text = Files.readString(approval);
    Files.writeString(approval, text.substring(0, text.length() - 3));
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("guard: error: " + name(approval) + ": ");
  }

  @Test
  void anApprovalOfAnUnknownVersion() throws Exception {
    Path approval = approval();
    Files.writeString(approval, Files.readString(approval).replace("approval v1", "approval v2"));
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("guard: error: " + name(approval) + ": ")
        .contains("guard-approval v1", "v2");
  }

  @Test
  void anApprovalOfAnotherRepository() throws Exception {
    Path approval = approval();
    String text = Files.readString(approval);
    String id = text.lines().toList().get(1).substring("repository ".length());
    String other = "00000000-0000-4000-8000-000000000000";
    Files.writeString(approval, text.replace(id, other));
    assertVerification(
        2,
        "guard: error: "
            + name(approval)
            + ": it was made for another repository, "
            + other
            + ", not for "
            + id);
  }

  @ParameterizedTest
  @CsvSource({".git/hooks/pre-commit", "vendor/x/.GIT/config", "~/.zshrc", "/etc/profile"})
  void anApprovalOfWhatIsNotTheRepositorysOwn(String path) throws Exception {
    String text = Files.readString(approval());
    Path planted = workspace.resolve(".guard/approvals/000002-aaaaaaaa.approval");
    Files.writeString(
        planted,
        text.replace("revision 1\n", "revision 2\n")
            .replaceAll("(?m)^file .* .guard/.gitattributes\n", "")
            .replace(" .mcp.json\n", " " + path + "\n"));
    assertVerification(
        2,
        "guard: error: "
            + name(planted)
            + ": it accepts what is not the repository's own content, such as .git or a home");
  }

  @Test
  void foreignThingsBesideApprovals() throws Exception {
    Files.createSymbolicLink(
        workspace.resolve(".guard/approvals/000009-zzzzzzzz.approval"), Path.of("/etc/passwd"));
    Files.createDirectory(workspace.resolve(".guard/approvals/sub"));
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("guard: error: .guard/approvals/"));
  }

  @Test
  void aDamagedIdentity() throws Exception {
    Files.writeString(workspace.resolve(".guard/repository"), "guard-repository v7\nx\n");
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("guard: error: ")
        .contains("repository");
  }

  // Names.

  @ParameterizedTest
  @CsvSource({
    "'a\nguard: error: b', 'a\\nguard: error: b'",
    "'\u001b[31mred', '\\x1b[31mred'",
    "'\udcff\udcc3x', '\\xff\\xc3x'",
    "'\u202egnp.exe', '\\u{202e}gnp.exe'",
    "'\u0007\t\r', '\\x07\\t\\r'"
  })
  void unusualNamesAreOneEscapedLine(String name, String escaped) throws Exception {
    write(name + "/.mcp.json", ACCEPTED);
    assertVerification(1);
    assertThat(capture.out().lines())
        .anyMatch(line -> line.endsWith("  " + escaped + "/.mcp.json"));

    Files.delete(FileName.resolve(workspace, name + "/.mcp.json"));
    Files.createDirectory(FileName.resolve(workspace, name + "/.mcp.json"));
    assertVerification(
        2, "guard: error: " + escaped + "/.mcp.json: a directory is where a file belongs");

    for (String format : new String[] {"json", "sarif", "github", "junit"}) {
      assertThat(run("verify", "--format", format)).isEqualTo(2);
    }
  }

  @Test
  void unusualNamesCanBeAccepted() throws Exception {
    write("\udcff\n\u202e/.mcp.json", ACCEPTED);
    assertVerification(1);
    Capture accepting = new Capture(home, workspace);
    assertThat(Main.run(accepting.surroundings(), "approve", "--unsigned", "."))
        .as(accepting.err())
        .isZero();
    assertThat(accepting.out()).contains("accepted \\xff\\n\\u{202e}/.mcp.json\n");
    assertVerification(0);
  }

  // Objects.

  @Test
  void aFileOfTwoGibibytes() throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(workspace.resolve(".cursorrules").toFile(), "rw")) {
      file.setLength(2L << 30);
    }
    assertVerification(
        2, "guard: error: .cursorrules: larger than the limit of 1024 MiB: 2147483648 bytes");
  }

  @Test
  void aScriptOfTwoGibibytes() throws Exception {
    write(
        ".claude/settings.json",
        "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"sh x.sh\"}]}]}}");
    try (RandomAccessFile file = new RandomAccessFile(workspace.resolve("x.sh").toFile(), "rw")) {
      file.setLength(2L << 30);
    }
    assertVerification(
        2, "guard: error: x.sh: larger than the limit of 1024 MiB: 2147483648 bytes");
  }

  @ParameterizedTest
  @CsvSource({".mcp.json", ".claude/settings.json"})
  void aMillionKeys(String name) throws Exception {
    StringBuilder json = new StringBuilder("{\"k\": 0");
    for (int i = 0; i < 1_000_000; i++) {
      json.append(",\"").append(i).append("\":0");
    }
    write(name, json.append('}').toString());
    assertVerification(1);
    assertThat(capture.out()).contains("It is not read as its tools read it: ");
  }

  @Test
  void deepNesting() throws Exception {
    write(".mcp.json", "[".repeat(1_000_000));
    assertVerification(1);
    assertThat(capture.out()).contains("It is not read as its tools read it: ");
  }

  @Test
  void aLoopOfLinks() throws Exception {
    Files.createSymbolicLink(workspace.resolve(".cursorrules"), Path.of(".cursorrules"));
    Files.createSymbolicLink(workspace.resolve(".cursor"), Path.of("./.vscode"));
    Files.createSymbolicLink(workspace.resolve(".vscode"), Path.of("./.cursor"));
    assertVerification(
        2,
        "guard: error: .cursor: the link to ./.vscode leads nowhere: a loop, or no access",
        "guard: error: .cursorrules: the link to .cursorrules leads nowhere: a loop, or no access",
        "guard: error: .vscode: the link to ./.cursor leads nowhere: a loop, or no access");
  }

  @Test
  void aLinkToADirectoryAbove() throws Exception {
    Files.createSymbolicLink(workspace.resolve(".claude"), Path.of(".."));
    assertVerification(1);
    assertThat(capture.out()).contains("link  .claude\n");
  }

  @Test
  void aFifoIsNotOpened() throws Exception {
    Files.delete(workspace.resolve(".mcp.json"));
    execute("mkfifo", workspace.resolve(".mcp.json").toString());
    assertVerification(2, "guard: error: .mcp.json: a FIFO is where a file belongs");
    Files.createDirectory(workspace.resolve(".claude"));
    execute("mkfifo", workspace.resolve("fifo").toString());
    Files.createSymbolicLink(workspace.resolve(".claude/settings.json"), Path.of("../fifo"));
    assertThat(run("verify")).isEqualTo(2);
    assertThat(capture.err()).contains("guard: error: fifo: a FIFO is where a file belongs\n");
  }

  @Test
  void guardsOwnFilesAreFifos() throws Exception {
    execute("mkfifo", workspace.resolve(".guard/approvals/000003-bbbbbbbb.approval").toString());
    assertThat(run("verify")).isEqualTo(2);
    execute("mkfifo", workspace.resolve(".guard/policy.toml").toString());
    assertThat(run("verify")).isEqualTo(2);
    assertThat(capture.err()).contains("policy.toml");
    Files.delete(workspace.resolve(".guard/policy.toml"));
    Files.delete(workspace.resolve(".guard/repository"));
    execute("mkfifo", workspace.resolve(".guard/repository").toString());
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors()).hasSize(1);
  }

  @Test
  void aDeviceBehindALink() throws Exception {
    Files.delete(workspace.resolve(".mcp.json"));
    Files.createSymbolicLink(workspace.resolve(".mcp.json"), Path.of("/dev/zero"));
    assertVerification(2, "guard: error: /dev/zero: a device is where a file belongs");
  }

  @Test
  void aDirectoryInTheWay() throws Exception {
    Files.createDirectory(workspace.resolve(".cursorrules"));
    assertVerification(2, "guard: error: .cursorrules: a directory is where a file belongs");
  }

  @Test
  void aFileThatCannotBeRead() throws Exception {
    Files.delete(workspace.resolve(".mcp.json"));
    Files.createSymbolicLink(workspace.resolve(".mcp.json"), Path.of("/proc/self/mem"));
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors())
        .singleElement()
        .asString()
        .matches("guard: error: /proc/\\d+/mem: input/output error");
  }

  @Test
  void aFileWithoutPermissions() throws Exception {
    assumeTrue(!isRoot(), "SKIPPED: root may read every file; aFileThatCannotBeRead stands in");
    Path file = workspace.resolve(".mcp.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    capture = new Capture(home, workspace);
    assertThat(Main.run(capture.surroundings(), "verify")).isEqualTo(2);
    assertThat(capture.err()).isEqualTo("guard: error: .mcp.json: permission denied\n");
  }

  @Test
  void twoSpellingsOfOneName() throws Exception {
    write(".MCP.json", ACCEPTED);
    assertVerification(1);
    assertThat(capture.out())
        .contains("created  .MCP.json\n", "It is another spelling of .mcp.json");
  }

  @Test
  void anotherNameOfAProtectedFile() throws Exception {
    Files.createLink(workspace.resolve("notes"), workspace.resolve(".mcp.json"));
    assertVerification(1);
    assertThat(capture.out()).contains("hard link  .mcp.json\n");
  }

  @Test
  void whatEverybodyMayWrite() throws Exception {
    Path directory = Files.createDirectory(workspace.resolve(".vscode"));
    write(".vscode/tasks.json", "{}");
    Main.run(new Capture(home, workspace).surroundings(), "approve", "--unsigned", ".");
    assertVerification(0);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(
        workspace.resolve(".mcp.json"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertVerification(1);
    assertThat(capture.out())
        .contains("writable  .mcp.json\n", "Every user of this machine may rebuild")
        .contains(directory.toString());
  }

  @Test
  void aFileOfAnotherUser() throws Exception {
    assumeTrue(isRoot(), "SKIPPED: only root can give files away");
    Files.setAttribute(workspace.resolve(".mcp.json"), "unix:uid", 54321);
    assertVerification(1);
    assertThat(capture.out()).contains("owner  .mcp.json\n", "It belongs to user 54321");
  }

  @Test
  void aStateDirectoryOfAnotherUser() throws Exception {
    assumeTrue(isRoot(), "SKIPPED: only root can give files away");
    Path state = home.resolve(".local/state/guard");
    assertThat(state).isDirectory();
    Files.setAttribute(state, "unix:uid", 54321);
    assertThat(run("verify")).isEqualTo(2);
    assertThat(errors()).hasSize(1);
  }

  // A tree that changes while it is read.

  @Test
  void aTornReadIsNeverClean() throws Exception {
    // The first and the last blank are never both accepted at one moment.
    char[] blanks = new char[800_000];
    Arrays.fill(blanks, ' ');
    Path file = workspace.resolve(".mcp.json");
    Files.writeString(file, "{" + new String(blanks) + "}");
    assertThat(Main.run(capture.surroundings(), "approve", "--unsigned", ".mcp.json")).isZero();
    assertThat(Main.run(capture.surroundings(), "verify")).isZero();
    AtomicBoolean stop = new AtomicBoolean();
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    Flip last = new Flip(out, blanks.length);
    last.write('\n');
    Thread writer =
        new Thread(
            () -> {
              Flip first = new Flip(out, 1);
              while (!stop.get()) {
                first.write('\n');
                last.write(' ');
                last.write('\n');
                first.write(' ');
              }
            });
    writer.start();
    List<Integer> exitCodes = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        exitCodes.add(Main.run(new Capture(home, workspace).surroundings(), "verify"));
      }
    } finally {
      stop.set(true);
      writer.join();
      out.close();
    }
    assertThat(exitCodes).isSubsetOf(1, 2);
  }

  /** One byte of a file, written again and again. */
  private record Flip(RandomAccessFile file, long position) {
    void write(char c) {
      try {
        file.seek(position);
        file.write(c);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aTreeThatComesAndGoes() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              Path directory = workspace.resolve("coming/.claude");
              try {
                while (!stop.get()) {
                  Files.createDirectories(directory);
                  Files.writeString(directory.resolve("settings.json"), "{\"env\": {}}");
                  Files.delete(directory.resolve("settings.json"));
                  Files.delete(directory);
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 100; i++) {
        Capture each = new Capture(home, workspace);
        int exitCode = Main.run(each.surroundings(), "verify");
        assertThat(exitCode).isIn(0, 1, 2);
        assertThat(each.err()).doesNotContain("internal error");
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }
}
