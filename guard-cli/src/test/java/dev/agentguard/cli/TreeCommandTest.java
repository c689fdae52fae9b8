package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentguard.verify.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code guard verify --staged} and {@code --base} in repositories of the real git. */
class TreeCommandTest {

  private final Path base;
  private final Path home;
  private final Path workspace;
  private Capture capture;

  TreeCommandTest(@TempDir Path directory) throws IOException {
    base = directory.toRealPath();
    home = Files.createDirectory(base.resolve("home"));
    workspace = Files.createDirectory(base.resolve("workspace"));
    capture = new Capture(home, workspace);
  }

  @BeforeEach
  void makeAcceptedRepository() throws Exception {
    assumeTrue(isInstalled(), "SKIPPED: git is not installed");
    git(workspace, "init", "-q", "-b", "main");
    Files.writeString(workspace.resolve("CLAUDE.md"), "# Rules\n");
    assertThat(run("init", "--unsigned")).isZero();
    commit("start");
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String git(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("XDG_"));
    environment.put("HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", "Alice");
      environment.put("GIT_" + role + "_EMAIL", "alice@example.com");
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output.strip();
  }

  private void commit(String message) throws Exception {
    git(workspace, "add", "-A");
    git(workspace, "commit", "-q", "--allow-empty", "-m", message);
  }

  private int run(String... arguments) {
    return run(workspace, Map.of(), arguments);
  }

  private int run(Path directory, Map<String, String> environment, String... arguments) {
    capture = new Capture(home, directory);
    Surroundings plain = capture.surroundings();
    return Main.run(
        new Surroundings(
            environment, home, directory, plain.out(), plain.err(), false, plain.people()),
        arguments);
  }

  @Test
  void theReportSaysWhatWasJudged() throws Exception {
    assertThat(run("verify", "--staged")).isZero();
    assertThat(capture.out())
        .isEqualTo(
            workspace + ", staged: 2 objects are as accepted (baseline revision 1, not signed)\n");
    String main = git(workspace, "rev-parse", "main").substring(0, 7);
    git(workspace, "checkout", "-q", "-b", "branch");
    Files.writeString(workspace.resolve("CLAUDE.md"), "# Other\n");
    commit("other");
    String branch = git(workspace, "rev-parse", "HEAD").substring(0, 7);
    String title = workspace + " at " + branch + " against main (" + main + ")";
    for (String format : List.of("text", "json", "sarif", "github", "junit")) {
      assertThat(run("verify", "--base", "main", "--format", format)).isEqualTo(1);
      assertThat(capture.out()).as(format).contains(title);
    }
    assertThat(run("verify", "--base", "main", "--head", "main")).isZero();
    assertThat(run("verify", "--base", "branch", "--head", "main")).isEqualTo(1);
  }

  @Test
  void aBareRepositoryAndASubdirectory() throws Exception {
    Path bare = base.resolve("bare.git");
    git(base, "clone", "-q", "--bare", workspace.toString(), bare.toString());
    assertThat(run(bare, Map.of(), "verify", "--base", "main")).isZero();
    assertThat(run(base, Map.of(), "verify", "--base", "main", bare.toString())).isZero();
    Path sub = Files.createDirectories(workspace.resolve("src/main"));
    assertThat(run(sub, Map.of(), "verify", "--staged")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "origin/main,git fetch --depth=1 origin main:refs/remotes/origin/main brings it",
    "upstream/x/y,git fetch --depth=1 origin upstream/x/y:refs/remotes/origin/upstream/x/y"
        + " brings it; then --base origin/upstream/x/y",
    "refs/remotes/up/main,git fetch --depth=1 up main:refs/remotes/up/main brings it",
    "develop,git fetch --depth=1 origin develop:refs/remotes/origin/develop brings it; then --base"
        + " origin/develop",
    "refs/tags/v1,git fetch --depth=1 origin refs/tags/v1:refs/tags/v1 brings it",
    "0123456789012345678901234567890123456789,"
        + "git fetch --depth=1 origin 0123456789012345678901234567890123456789 brings it",
    "main~7,git fetch --unshallow brings the whole history",
    "$(touch x),git fetch brings what a clone does not have",
  })
  void aMissingBaseComesWithTheCommandThatBringsIt(String name, String hint) {
    assertThat(run("verify", "--base", name)).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo("guard: error: no commit " + name + " here\nguard: hint: " + hint + "\n");
    assertThat(capture.out()).isEmpty();
  }

  /** The hint of a shallow clone is followed, and then it works. */
  @Test
  void theCommandOfTheHintWorks() throws Exception {
    git(workspace, "checkout", "-q", "-b", "branch");
    commit("branch");
    Path clone = base.resolve("clone");
    git(
        base,
        "clone",
        "-q",
        "--depth=1",
        "--branch=branch",
        "file://" + workspace,
        clone.toString());
    assertThat(run(clone, Map.of(), "verify", "--base", "origin/main")).isEqualTo(2);
    String hint = capture.err().replaceAll("(?s).*hint: git (.*) brings it\n", "$1");
    git(clone, hint.split(" ", -1));
    assertThat(run(clone, Map.of(), "verify", "--base", "origin/main")).isZero();
  }

  @Test
  void aBaseWithoutABaseline() throws Exception {
    git(workspace, "checkout", "-q", "--orphan", "empty");
    git(workspace, "rm", "-q", "-r", "--cached", ".");
    git(workspace, "commit", "-q", "--allow-empty", "-m", "empty");
    assertThat(run("verify", "--base", "empty", "--head", "main")).isEqualTo(2);
    assertThat(capture.err()).startsWith("guard: error: no baseline in empty\nguard: hint: ");
    assertThat(run("verify", "--staged")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--staged --home", "--base main --home", "--staged --system", "--staged --base main",
        "--head main", "--staged --head main", "--base", "--base main --base main~1"
      })
  void whatDoesNotGoTogether(String options) {
    List<String> arguments = new ArrayList<>(List.of("verify"));
    arguments.addAll(List.of(options.split(" ", -1)));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(capture.out()).isEmpty();
    assertThat(VerifyArguments.parse(arguments.toArray(String[]::new))).isEmpty();
  }

  @Test
  void anEmptyRevisionIsNotTheDisk() {
    assertThat(run("verify", "--base", "")).isEqualTo(2);
    assertThat(run("verify", "--base", "main", "--head", "")).isEqualTo(2);
    assertThat(capture.err()).contains("need a revision");
  }

  @Test
  void theQuickWayReadsTheSame() {
    assertThat(VerifyArguments.parse("verify", "--staged", "dir"))
        .contains(
            new VerifyOptions(
                Target.Kind.WORKSPACE, "dir", GitChoice.STAGED, "", OutputFormat.TEXT, false));
    assertThat(VerifyArguments.parse("verify", "--base", "a", "--head", "b", "-v"))
        .contains(
            new VerifyOptions(
                Target.Kind.WORKSPACE,
                "",
                new GitChoice(false, "a", "b"),
                "",
                OutputFormat.TEXT,
                true));
  }

  @Test
  void notARepository() {
    assertThat(run(home, Map.of(), "verify", "--staged")).isEqualTo(2);
    assertThat(capture.err()).isEqualTo("guard: error: not a git repository: " + home + "\n");
  }

  @Test
  void aDamagedIndexIsOneLineAndNotClean() throws Exception {
    Files.writeString(workspace.resolve(".git/index"), "DIRC\u001b[31m garbage garbage garbage!!");
    assertThat(run("verify", "--staged")).isEqualTo(2);
    assertThat(capture.err()).hasLineCount(1).matches("[\\n\\x20-\\x7e]*");
  }

  @Test
  void aHostileTreeIsNotClean() throws Exception {
    git(
        workspace,
        "update-index",
        "--add",
        "--cacheinfo",
        "100644," + "0".repeat(39) + "1,.mcp.json");
    assertThat(run("verify", "--staged")).isEqualTo(2);
    assertThat(capture.err())
        .contains("guard: error: .mcp.json: git object")
        .contains("is not here");
  }

  /** Commits of everything or of some files have an index of their own while the hook runs. */
  @Test
  void aHookSeesTheIndexOfItsCommit() throws Exception {
    Path saved = base.resolve("saved");
    Path hook = workspace.resolve(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(
        hook,
        "#!/bin/sh\nenv | grep ^GIT_INDEX_FILE= > "
            + saved
            + "\ncp \"$GIT_INDEX_FILE\" "
            + base.resolve("index")
            + "\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    Files.writeString(workspace.resolve("CLAUDE.md"), "# Evil\n");
    for (List<String> how : List.of(List.of("-a"), List.of("CLAUDE.md"))) {
      assertThat(run("verify", "--staged")).isZero();
      List<String> arguments = new ArrayList<>(List.of("commit", "-q", "-m", "evil"));
      arguments.addAll(how);
      git(workspace, arguments.toArray(String[]::new));
      assertThat(Files.readString(saved)).contains("lock");
      git(workspace, "reset", "-q", "HEAD~1");
      Map<String, String> environment = Map.of("GIT_INDEX_FILE", base.resolve("index").toString());
      assertThat(run(workspace, environment, "verify", "--staged")).isEqualTo(1);
      assertThat(capture.out()).contains("CLAUDE.md");
    }
  }

  @Test
  void nothingIsWritten() throws Exception {
    Map<String, String> before = listing();
    assertThat(run("verify", "--staged")).isZero();
    assertThat(run("verify", "--base", "main")).isZero();
    assertThat(listing()).isEqualTo(before);
  }

  private Map<String, String> listing() throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : files.toList()) {
        listing.put(
            file.toString(),
            new TreeMap<>(Files.readAttributes(file, "unix:mode,ino,size,ctime")).toString());
      }
    }
    return listing;
  }
}
