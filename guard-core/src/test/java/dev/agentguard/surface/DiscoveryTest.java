package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches in real trees, with the catalogue of the program. */
class DiscoveryTest {

  private final Catalogue catalogue = Catalogue.load();
  private final Discovery discovery = new Discovery(catalogue);
  private Path root = Path.of("unset");
  private Tree tree = new Tree(root);

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    root = directory.toRealPath();
    tree = new Tree(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "services/api/",
        "node_modules/left-pad/",
        "target/classes/",
        "vendor/x/y/z/",
        ".venv/lib/python3/site-packages/",
        ".hidden/",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/",
      })
  void findsAtAnyDepthAndInIgnoredPlaces(String where) {
    tree.with(".gitignore", where + ".claude/settings.json", where + "ordinary.txt");
    assertThat(paths(discovery.workspace(root))).containsExactly(where + ".claude/settings.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".CLAUDE/Settings.json", ".claude/settings.json.", ".cl\u200caude/SETTINGS.json"})
  void findsOtherSpellings(String name) {
    tree.with(name);
    assertThat(paths(discovery.workspace(root))).containsExactly(name);
  }

  @Test
  void findsNamesThatAreNoText() {
    tree.with("\udcff/.claude/settings.json", "caf\u00e9/.mcp.json");
    assertThat(paths(discovery.workspace(root)))
        .containsExactlyInAnyOrder("\udcff/.claude/settings.json", "caf\u00e9/.mcp.json");
  }

  @Test
  void findsWhatNestedRepositoriesHave() {
    tree.git(".git").git("vendor/lib/.git").with("vendor/lib/.git/hooks/post-checkout");
    Discovered found = discovery.workspace(root);
    assertThat(paths(found))
        .contains(".git/config", "vendor/lib/.git/config", "vendor/lib/.git/hooks/post-checkout");
    assertThat(found.gitDirectories())
        .containsExactlyInAnyOrder(root.resolve(".git"), root.resolve("vendor/lib/.git"));
  }

  @Test
  void knowsABareRepositoryByWhatIsInIt() {
    tree.git("docs/assets").with("docs/assets/hooks/pre-push", "docs/other/config");
    Discovered found = discovery.workspace(root);
    assertThat(paths(found)).containsExactly("docs/assets/config", "docs/assets/hooks/pre-push");
    assertThat(found.gitDirectories()).containsExactly(root.resolve("docs/assets"));
  }

  @Test
  void aBareRepositoryInAnotherLetterCaseIsOne() {
    tree.with("x/head", "x/OBJECTS/", "x/Refs/", "x/Config");
    assertThat(paths(discovery.workspace(root))).containsExactly("x/Config");
  }

  @Test
  void aDirectoryWithACommondirIsAGitDirectory() {
    tree.with("x/HEAD", "x/commondir", "x/config.worktree", "x/hooks/pre-commit");
    assertThat(paths(discovery.workspace(root)))
        .containsExactly("x/commondir", "x/config.worktree", "x/hooks/pre-commit");
  }

  @Test
  void aRootThatIsItselfABareRepositoryIsOne() {
    tree.with("HEAD", "objects/", "refs/", "config", "hooks/update", "description");
    assertThat(paths(discovery.workspace(root))).containsExactly("config", "hooks/update");
  }

  @Test
  void findsWorktreesAndSubmodules() {
    tree.git(".git")
        .git(".git/modules/vendor/lib")
        .with(
            ".git/modules/vendor/lib/hooks/pre-commit",
            ".git/worktrees/feature/gitdir",
            ".git/worktrees/feature/commondir",
            ".git/worktrees/feature/HEAD",
            ".git/worktrees/feature/config.worktree",
            "vendor/lib/.git");
    assertThat(paths(discovery.workspace(root)))
        .containsExactlyInAnyOrder(
            ".git/config",
            ".git/modules/vendor/lib/config",
            ".git/modules/vendor/lib/hooks/pre-commit",
            ".git/worktrees/feature/gitdir",
            ".git/worktrees/feature/commondir",
            ".git/worktrees/feature/config.worktree",
            "vendor/lib/.git");
  }

  @Test
  void aGitDirectoryElsewhereIsSearchedAsOne() {
    tree.with("store/config", "store/hooks/pre-commit", "store/objects/");
    assertThat(paths(discovery.gitDirectory(root.resolve("store"), "/elsewhere/")))
        .containsExactly("/elsewhere/config", "/elsewhere/hooks/pre-commit");
  }

  @Test
  void objectsOfGitAreNotSearchedButThoseOfABareRepositoryAre() {
    tree.git(".git").with(".git/objects/ab/.mcp.json");
    tree.git("bare").with("bare/objects/.mcp.json");
    assertThat(paths(discovery.workspace(root)))
        .containsExactly(".git/config", "bare/config", "bare/objects/.mcp.json");
  }

  @Test
  void aLinkOnTheWayIsReportedAndNotFollowed(@TempDir Path elsewhere) {
    new Tree(elsewhere).with("settings.json", "hooks/run.sh");
    tree.link(".claude", elsewhere.toString()).link("sub/plain", elsewhere.toString());
    Discovered found = discovery.workspace(root);
    assertThat(found.located()).hasSize(1);
    assertThat(found.located().get(0).path()).isEqualTo(".claude");
    assertThat(found.located().get(0).way()).isEqualTo(Located.Way.ON_THE_WAY);
  }

  @Test
  void aLinkAtAProtectedNameIsNamed() {
    tree.link(".mcp.json", "/nowhere").link(".claude/hooks/run.sh", "../../run.sh");
    assertThat(discovery.workspace(root).located())
        .allMatch(located -> located.way() == Located.Way.NAMED)
        .extracting(Located::path)
        .containsExactly(".claude/hooks/run.sh", ".mcp.json");
  }

  @Test
  void aLoopOfLinksEnds() {
    tree.link("loop/again", "..").link(".claude/self", ".").with(".mcp.json");
    assertThat(paths(discovery.workspace(root))).contains(".mcp.json");
  }

  @Test
  void aDirectoryWhereAFileBelongsIsFound() {
    tree.with(".mcp.json/", ".claude/settings.json/inner.txt");
    assertThat(paths(discovery.workspace(root)))
        .containsExactly(".claude/settings.json", ".mcp.json");
  }

  @Test
  void aDirectoryWhereOneBelongsIsNotAnObject() {
    tree.with(".git/", ".clinerules/", ".claude/hooks/", ".claude/skills/");
    assertThat(discovery.workspace(root).located()).isEmpty();
  }

  @Test
  void aDirectoryThatMayNotBeReadIsReported() throws IOException {
    Path closed = root.resolve("closed");
    tree.with("closed/.mcp.json", "open/.mcp.json");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed))
          .as("NOT RUN: whoever runs the tests may read every directory (root); run them as a user")
          .isFalse();
      Discovered found = discovery.workspace(root);
      assertThat(found.unreadable())
          .containsExactly(new Unreadable("closed/", "permission denied"));
      assertThat(paths(found)).containsExactly("open/.mcp.json");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aRootThatIsNotThereIsReported() {
    Discovered found = discovery.workspace(root.resolve("gone"));
    assertThat(found.unreadable()).containsExactly(new Unreadable(".", "not there"));
    assertThat(found.located()).isEmpty();
  }

  @Test
  void directoriesThatComeAndGoAreNoProblem() throws InterruptedException {
    tree.with("stays/.mcp.json");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread restless =
        new Thread(
            () -> {
              try {
                while (!stop.get()) {
                  tree.with("comes/and/goes/.claude/settings.json", "comes/.mcp.json");
                  delete(root.resolve("comes"));
                }
              } catch (IOException | RuntimeException e) {
                failure.set(e);
              }
            });
    restless.start();
    try {
      for (int i = 0; i < 300; i++) {
        Discovered found = discovery.workspace(root);
        assertThat(found.unreadable()).isEmpty();
        assertThat(paths(found)).contains("stays/.mcp.json");
      }
    } finally {
      stop.set(true);
      restless.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void aBigTreeIsFoundByTwoThreadsAsByOne() throws IOException {
    big();
    Discovered found = discovery.workspace(root);
    assertThat(found.directories()).isGreaterThan(20_000);
    assertThat(paths(found)).isEqualTo(byOne()).hasSizeGreaterThan(600);
    Thread.currentThread().interrupt();
    assertThat(paths(discovery.workspace(root))).isEqualTo(paths(found));
    assertThat(Thread.interrupted()).as("an interrupt is kept for the caller").isTrue();
  }

  @Test
  void aDefectInEitherThreadIsNoResult() {
    tree.with("a/.mcp.json");
    Discovery defective =
        new Discovery(
            catalogue.under(
                surface -> {
                  throw new IllegalStateException("defect");
                }));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> defective.workspace(root))
                .isInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("defect"));
    for (int i = 0; i < 600; i++) {
      tree.with("wide/d" + i + "/.mcp.json");
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(() -> defective.workspace(root))
                .isInstanceOf(IllegalStateException.class));
  }

  @Test
  void findsInAHomeOnlyWhereTheHomeHasIt() {
    tree.with(".claude/settings.json", "projects/x/.claude/settings.json", ".bashrc", "x/.bashrc");
    assertThat(paths(discovery.home(root, Map.of())))
        .containsExactlyInAnyOrder("~/.claude/settings.json", "~/.bashrc");
  }

  @Test
  void aVariableMovesADirectoryWithinTheHome() {
    tree.with("conf/claude/settings.json", "conf/claude/ordinary", ".bashrc");
    assertThat(paths(home("CLAUDE_CONFIG_DIR", root + "/conf/claude")))
        .containsExactlyInAnyOrder("~/.bashrc", "~/conf/claude/settings.json");
  }

  @Test
  void aVariableMovesADirectoryOutOfTheHome(@TempDir Path elsewhere) throws IOException {
    Path moved = elsewhere.toRealPath();
    new Tree(moved).with("config.toml", "hooks.json");
    assertThat(paths(home("CODEX_HOME", moved.toString())))
        .containsExactlyInAnyOrder(moved + "/config.toml", moved + "/hooks.json");
  }

  @Test
  void whatWasMovedStaysProtectedWhereItUsuallyIs() {
    tree.with("new/settings.json", ".claude/settings.json");
    assertThat(paths(home("CLAUDE_CONFIG_DIR", root + "/new")))
        .containsExactlyInAnyOrder("~/new/settings.json", "~/.claude/settings.json");
  }

  @Test
  void aVariableMovesAFile(@TempDir Path elsewhere) throws IOException {
    Path moved = elsewhere.toRealPath();
    new Tree(moved).with("gitconfig");
    assertThat(home("GIT_CONFIG_GLOBAL", moved + "/gitconfig").located())
        .singleElement()
        .matches(located -> located.path().equals(moved + "/gitconfig"))
        .matches(located -> located.surface().id().toString().equals("git/global-config"));
    assertThat(home("GIT_CONFIG_GLOBAL", moved + "/absent").located()).isEmpty();
  }

  @Test
  void aVariableMovesTheShellsFilesOutOfTheHomeItself() {
    tree.with("zsh/.zshrc", ".bashrc");
    assertThat(paths(home("ZDOTDIR", root + "/zsh"))).contains("~/zsh/.zshrc", "~/.bashrc");
  }

  @Test
  void aVariableMovesAFileOfTheSystem() {
    tree.with("my-gitconfig");
    assertThat(paths(home("GIT_CONFIG_SYSTEM", root + "/my-gitconfig")))
        .containsExactly("~/my-gitconfig");
  }

  @Test
  void aVariableMayNameALinkToTheDirectory(@TempDir Path elsewhere) {
    new Tree(elsewhere).with("settings.json");
    tree.link("claude", elsewhere.toString());
    assertThat(paths(home("CLAUDE_CONFIG_DIR", root + "/claude")))
        .containsExactly("~/claude/settings.json");
  }

  @Test
  void aVariableMayNameTheHomeItself() {
    tree.with("settings.json");
    assertThat(paths(home("CLAUDE_CONFIG_DIR", root.toString())))
        .containsExactly("~/settings.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative/path", "~/.claude", "/nowhere/at/all"})
  void aVariableThatLeadsNowhereAddsNothing(String value) {
    tree.with(".claude/settings.json");
    assertThat(paths(home("CLAUDE_CONFIG_DIR", value))).containsExactly("~/.claude/settings.json");
  }

  @Test
  void theUsualPlaceIsSearchedOnce() {
    tree.with(".claude/settings.json");
    assertThat(paths(home("CLAUDE_CONFIG_DIR", root + "/x/../.claude/")))
        .containsExactly("~/.claude/settings.json");
  }

  @Test
  void findsOnTheMachine() {
    tree.with(
        "etc/gitconfig", "etc/claude-code/managed-settings.json", "home/u/.claude/settings.json");
    assertThat(paths(discovery.system(root)))
        .containsExactly("/etc/claude-code/managed-settings.json", "/etc/gitconfig");
  }

  @Test
  void whatIsOnlyWatchedIsNotLocated() {
    tree.with("Makefile", ".mcp.json");
    assertThat(catalogue.surfacesOf("Makefile")).isNotEmpty();
    assertThat(paths(discovery.workspace(root))).containsExactly(".mcp.json");
    Discovery everything = new Discovery(catalogue.under(surface -> Stance.ASK));
    assertThat(paths(everything.workspace(root))).containsExactly(".mcp.json", "Makefile");
  }

  private Discovered home(String variable, String value) {
    return discovery.home(root, Map.of(variable, value));
  }

  private static List<String> paths(Discovered found) {
    return found.located().stream().map(Located::path).toList();
  }

  private void big() throws IOException {
    for (int i = 0; i < 100; i++) {
      Path above = Files.createDirectory(root.resolve("d" + i));
      for (int j = 0; j < 200; j++) {
        Path directory = Files.createDirectory(above.resolve("e" + j));
        if ((i + j) % 29 == 0) {
          Files.writeString(directory.resolve(".mcp.json"), "");
          Files.writeString(directory.resolve("ordinary.txt"), "");
        }
      }
    }
    tree.git("d7/e7").git("d9/.git");
  }

  /** What one thread finds that asks the catalogue for every path. */
  private List<String> byOne() throws IOException {
    List<String> found = new ArrayList<>();
    ArrayDeque<Path> directories = new ArrayDeque<>(List.of(root));
    while (!directories.isEmpty()) {
      try (Stream<Path> entries = Files.list(directories.pop())) {
        for (Path entry : entries.toList()) {
          if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            directories.push(entry);
          } else {
            String path = root.relativize(entry).toString();
            String asGit = path.replace("d7/e7/", "d7/e7/.git/");
            if (catalogue.surfacesOf(asGit).stream().anyMatch(s -> s.stance() != Stance.WATCH)) {
              found.add(path);
            }
          }
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path file : below.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
