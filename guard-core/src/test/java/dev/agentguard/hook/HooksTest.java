package dev.agentguard.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentguard.baseline.DurableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks of repositories that are made by hand, so that nothing of this machine counts. */
class HooksTest {

  private final Path scratch;
  private final Path home;
  private final Path root;
  private final Path program;
  private final Map<String, String> environment = new HashMap<>();

  HooksTest(@TempDir Path scratch) throws IOException {
    Path real = scratch.toRealPath();
    this.scratch = real;
    this.home = Files.createDirectory(real.resolve("home"));
    this.root = Files.createDirectory(real.resolve("project"));
    Path programs = Files.createDirectory(real.resolve("bin"));
    this.program = write(programs.resolve("guard"), "#!/bin/sh\n", "rwxr-xr-x");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("PATH", programs.toString());
  }

  @BeforeEach
  void makeARepository() throws IOException {
    Files.createDirectories(root.resolve(".git/objects"));
    Files.createDirectories(root.resolve(".git/hooks"));
    Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
    config("[core]\n\tbare = false\n");
  }

  private static Path write(Path file, String text, String permissions) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void config(String text) throws IOException {
    Files.writeString(root.resolve(".git/config"), text);
  }

  private Hooks hooks() throws HookException {
    return Hooks.of(root, home, environment);
  }

  private List<HookChange> install() throws HookException {
    return hooks().install(program, new Random(1));
  }

  private List<HookChange> uninstall() throws HookException {
    return hooks().uninstall(new Random(1));
  }

  private List<HookStatus.State> states() throws HookException {
    return hooks().status().stream().map(HookStatus::state).distinct().toList();
  }

  /** Every name below the scratch directory, with its mode and content. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String mode = String.valueOf(Files.getAttribute(file, "unix:mode"));
        boolean text = Files.isRegularFile(file);
        tree.put(
            scratch.relativize(file).toString(),
            mode + (text ? Files.readString(file, StandardCharsets.ISO_8859_1) : ""));
      }
    }
    return tree;
  }

  @Test
  void whatIsInstalledIsInForceAndLeavesNoResidue() throws Exception {
    write(root.resolve(".git/hooks/pre-commit"), "#!/bin/bash\nnpm test", "rwxr-x--x");
    write(root.resolve(".git/hooks/post-merge"), "echo merged\n", "rwx------");
    Map<String, String> before = tree();
    assertThat(states()).containsExactly(HookStatus.State.MISSING);

    assertThat(install()).hasSize(6).allMatch(change -> change.kind() == HookChange.Kind.ADDED);
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);
    Map<String, String> installed = tree();
    assertThat(install()).allMatch(change -> change.kind() == HookChange.Kind.UNCHANGED);
    assertThat(tree()).isEqualTo(installed);

    assertThat(uninstall()).hasSize(6).noneMatch(HookChange::edited);
    assertThat(tree()).isEqualTo(before);
    assertThat(uninstall()).isEmpty();
  }

  @Test
  void directoriesThatGuardMadeGoAgain() throws Exception {
    Files.delete(root.resolve(".git/hooks"));
    config("[core]\n\thooksPath = tools/git/hooks\n");
    Map<String, String> before = tree();

    install();
    assertThat(root.resolve("tools/git/hooks/pre-commit")).isExecutable();
    uninstall();
    assertThat(tree()).isEqualTo(before);

    install();
    Files.writeString(root.resolve("tools/git/mine"), "kept\n");
    uninstall();
    assertThat(root.resolve("tools/git/mine")).exists();
    assertThat(root.resolve("tools/git/hooks")).doesNotExist();
  }

  @Test
  void aFileOfGuardsThatSomebodyAddedToStays() throws Exception {
    install();
    Path hook = root.resolve(".git/hooks/pre-commit");
    Files.writeString(hook, Files.readString(hook) + "npm test\n");
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);

    uninstall();

    assertThat(hook).hasContent("#!/bin/sh\nnpm test\n");
  }

  @Test
  void anEditOfGuardsLinesIsSeenAndRepaired() throws Exception {
    install();
    Path hook = root.resolve(".git/hooks/pre-commit");
    Files.writeString(hook, Files.readString(hook).replace("|| exit 1", "|| :"));
    assertThat(hooks().status().get(0).state()).isEqualTo(HookStatus.State.CHANGED);

    assertThat(install().get(0).kind()).isEqualTo(HookChange.Kind.UPDATED);
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);

    Files.writeString(hook, Files.readString(hook).replace("|| exit 1", "|| :"));
    assertThat(uninstall().get(0).edited()).isTrue();
    assertThat(hook).doesNotExist();
  }

  @Test
  void anOlderBlockIsUpdatedAndItsFileStillGoes() throws Exception {
    Path hook =
        write(
            root.resolve(".git/hooks/pre-commit"),
            "#!/bin/sh\n# >>> guard hook 9 (undo: file) >>>\nold\n# <<< guard hook <<<\n",
            "rwxr-xr-x");
    assertThat(hooks().status().get(0).state()).isEqualTo(HookStatus.State.OUTDATED);
    install();
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);
    uninstall();
    assertThat(hook).doesNotExist();
  }

  @Test
  void aMissingProgramAndAHookThatGitIgnoresAreNotInForce() throws Exception {
    install();
    Files.setPosixFilePermissions(
        root.resolve(".git/hooks/pre-commit"), PosixFilePermissions.fromString("rw-r--r--"));
    HookStatus status = hooks().status().get(0);
    assertThat(status.state()).isEqualTo(HookStatus.State.CANNOT_RUN);
    assertThat(status.detail()).contains("not executable");

    Files.delete(program);
    assertThat(states()).containsExactly(HookStatus.State.CANNOT_RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"link", "directory", "fifo", "huge", "python", "hard link", "switched off"})
  @Timeout(20)
  void whatIsStrangeIsRefusedAndNothingIsWritten(String what) throws Exception {
    Path hook = root.resolve(".git/hooks/post-rewrite"); // The last: the others would be written.
    Path other = write(root.resolve("other"), "#!/bin/sh\n", "rwxr-xr-x");
    switch (what) {
      case "link" -> Files.createSymbolicLink(hook, other);
      case "directory" -> Files.createDirectory(hook);
      case "fifo" ->
          assertThat(new ProcessBuilder("mkfifo", hook.toString()).start().waitFor()).isZero();
      case "huge" -> write(hook, "#" + "x".repeat(1 << 20), "rwxr-xr-x");
      case "python" -> write(hook, "#!/usr/bin/env python3\n", "rwxr-xr-x");
      case "hard link" -> Files.createLink(hook, other);
      default -> write(hook, "#!/bin/sh\n", "rw-r--r--");
    }
    List<Path> names = names();
    assertThatExceptionOfType(HookException.class)
        .isThrownBy(this::install)
        .withMessageStartingWith(hook.toString());
    assertThat(names()).isEqualTo(names);
    assertThat(other).hasContent("#!/bin/sh\n");
    assertThat(states()).contains(HookStatus.State.MISSING);
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".git/hooks", ".husky", "a"})
  void aDirectoryThatIsALinkIsRefused(String directory) throws Exception {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.delete(root.resolve(".git/hooks"));
    Files.createSymbolicLink(root.resolve(directory), elsewhere);
    if (!directory.startsWith(".git")) {
      config("[core]\n\thooksPath = " + directory + "/b\n");
    }
    assertThatExceptionOfType(HookException.class).isThrownBy(this::install);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aFailureInTheMiddleIsTakenBack() throws Exception {
    Map<String, String> before = tree();
    Path first = root.resolve("made/first");
    Path second = root.resolve("second");
    Edits edits = new Edits(new DurableWriter(new Random(1), DurableWriter.Access.SHARED));
    HookFile absent = HookFile.read(first);
    HookFile old = HookFile.read(second);
    edits.add(absent, Optional.of(new HookScript("new\n")));
    edits.add(old, Optional.of(new HookScript("new\n")));
    Files.writeString(second, "somebody was quicker\n");
    Map<String, String> then = tree();

    assertThatExceptionOfType(HookException.class)
        .isThrownBy(edits::apply)
        .withMessageContaining("it was changed just now");

    assertThat(tree()).isEqualTo(then);
    assertThat(then).hasSize(before.size() + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "hooks, project/hooks, false",
    "./a/../hooks, project/hooks, false",
    "~/hooks, home/hooks, true",
    "SCRATCH/shared, shared, true",
    "SCRATCH/project/x, project/x, false",
    ".git/own, project/.git/own, false",
  })
  void theSettingSaysWhere(String value, String directory, boolean others) throws Exception {
    String written = value.replace("SCRATCH", scratch.toString());
    config("[core]\n\tHooksPath = " + written + "\n");
    assertThat(hooks().directory()).isEqualTo(scratch.resolve(directory));
    assertThat(hooks().areOfMachine()).isEqualTo(others);
  }

  @Test
  void theNearestConfigurationWins() throws Exception {
    write(home.resolve(".gitconfig"), "[core]\n\thooksPath = ~/one\n", "rw-r--r--");
    assertThat(hooks().directory()).isEqualTo(home.resolve("one"));
    write(home.resolve("more"), "[core]\n\thooksPath = two\n", "rw-r--r--");
    config("[include]\n\tpath = ~/more\n");
    assertThat(hooks().directory()).isEqualTo(root.resolve("two"));
    config("[include]\n\tpath = ~/more\n[extensions]\n\tworktreeConfig = true\n");
    write(
        root.resolve(".git/config.worktree"),
        "[core]\n\thooksPath = a\n\thooksPath = three\n",
        "rw-------");
    assertThat(hooks().directory()).isEqualTo(root.resolve("three"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[core]\n\thooksPath = /dev/null\n",
        "[core]\n\thooksPath\n",
        "[core]\n\thooksPath = ~other/hooks\n",
        "[core]\n\thooksPath = one\n[include]\n\tpath = ../../home/two\n",
        "[includeIf \"gitdir:/x/\"]\n\tpath = ../../home/two\n",
        "[include]\n\tpath = config\n",
        "[core\n",
      })
  void aConfigurationThatSaysNothingPlainIsRefused(String text) throws Exception {
    write(home.resolve("two"), "[core]\n\thooksPath = two\n", "rw-r--r--");
    config(text);
    assertThatExceptionOfType(HookException.class).isThrownBy(this::hooks);
  }

  @Test
  void hooksOfHuskyAreThoseOfTheRepository() throws Exception {
    config("[core]\n\thooksPath = .husky/_\n");
    write(root.resolve(".husky/_/h"), "h\n", "rw-r--r--");
    write(root.resolve(".husky/pre-commit"), "npm test\n", "rw-r--r--");
    for (GitHook hook : GitHook.values()) {
      write(root.resolve(".husky/_").resolve(hook.fileName()), ". h\n", "rwxr-xr-x");
    }
    Map<String, String> before = tree();
    install();
    assertThat(hooks().keeper()).isEqualTo(HookKeeper.HUSKY);
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);
    assertThat(Files.readString(root.resolve(".husky/pre-commit")))
        .doesNotContain(program.toString())
        .endsWith("npm test\n");

    Files.delete(root.resolve(".husky/_/pre-commit"));
    assertThat(hooks().status().get(0).detail()).contains("husky");
    write(root.resolve(".husky/_/pre-commit"), ". h\n", "rwxr-xr-x");
    environment.put("PATH", root.resolve("node_modules/.bin") + ":node_modules/.bin");
    write(root.resolve("node_modules/.bin/guard"), "#!/bin/sh\n", "rwxr-xr-x");
    assertThat(states()).containsExactly(HookStatus.State.CANNOT_RUN);
    Files.delete(root.resolve("node_modules/.bin/guard"));
    Files.delete(root.resolve("node_modules/.bin"));
    Files.delete(root.resolve("node_modules"));

    uninstall();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void aWorkTreeWhereHuskyIsNotYetIsNotInForce() throws Exception {
    config("[core]\n\thooksPath = .husky/_\n");
    Files.createDirectory(root.resolve(".husky"));
    install();
    assertThat(hooks().keeper()).isEqualTo(HookKeeper.HUSKY);
    assertThat(root.resolve(".husky/pre-commit")).exists();
    assertThat(states()).containsExactly(HookStatus.State.CANNOT_RUN);
  }

  @Test
  void thePreCommitFrameworkKeepsWhatItFindsBeside() throws Exception {
    String framework =
        "#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n";
    Path hook = write(root.resolve(".git/hooks/pre-commit"), framework, "rwxr-xr-x");
    Map<String, String> before = tree();
    install();
    assertThat(hook).hasContent(framework);
    assertThat(Files.readString(root.resolve(".git/hooks/pre-commit.legacy"))).contains("--staged");
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);
    uninstall();
    assertThat(tree()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "output: [meta]\n", "# nothing\n", "commit-msg:\n  commands: {}"})
  void lefthookHasGuardAmongItsCommands(String local) throws Exception {
    write(root.resolve("lefthook.yml"), "pre-commit:\n  jobs: []\n", "rw-r--r--");
    if (!local.isEmpty()) {
      write(root.resolve("lefthook-local.yml"), local, "rw-r--r--");
    }
    Map<String, String> before = tree();
    assertThat(install()).hasSize(1);
    assertThat(hooks().keeper()).isEqualTo(HookKeeper.LEFTHOOK);
    assertThat(states()).containsExactly(HookStatus.State.CANNOT_RUN);
    Map<String, String> installed = tree();
    install();
    assertThat(tree()).isEqualTo(installed);
    for (GitHook hook : GitHook.values()) {
      write(
          root.resolve(".git/hooks").resolve(hook.fileName()),
          "#!/bin/sh\ncall_lefthook\n",
          "rwxr-xr-x");
    }
    assertThat(states()).containsExactly(HookStatus.State.INSTALLED);
    for (GitHook hook : GitHook.values()) {
      Files.delete(root.resolve(".git/hooks").resolve(hook.fileName()));
    }
    uninstall();
    assertThat(tree()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pre-commit:\n  commands: {}\n",
        "{}\n",
        "a: b\n...\n",
        "- a\n",
        "a: |\n  b\n\n\n...",
        ": x: ["
      })
  void linesThatWouldNotDoAtTheEndOfAFileAreShown(String local) throws Exception {
    write(root.resolve("lefthook.yml"), "pre-commit:\n  jobs: []\n", "rw-r--r--");
    write(root.resolve("lefthook-local.yml"), local, "rw-r--r--");
    Map<String, String> before = tree();
    assertThatExceptionOfType(HookException.class)
        .isThrownBy(this::install)
        .matches(e -> e.snippet().contains("pre-commit:\n  commands:\n    guard:\n"));
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void aLinkedWorkTreeHasTheHooksOfItsRepository() throws Exception {
    Path linked = Files.createDirectory(root.resolveSibling("linked"));
    Path own = Files.createDirectories(root.resolve(".git/worktrees/linked"));
    Files.writeString(linked.resolve(".git"), "gitdir: " + own + "\n");
    Files.writeString(own.resolve("commondir"), "../..\n");
    Hooks hooks = Hooks.of(linked, home, environment);
    assertThat(hooks.directory()).isEqualTo(root.resolve(".git/hooks"));
  }

  @Test
  void whatIsNoRepositoryIsRefused() throws Exception {
    List<String> pointers = new ArrayList<>(List.of("gitdir: nowhere\n", "gitdir: \n", "x\n", ""));
    for (String pointer : pointers) {
      Path directory = Files.createTempDirectory(scratch, "none");
      assertThatExceptionOfType(HookException.class)
          .isThrownBy(() -> Hooks.of(directory, home, environment));
      Files.writeString(directory.resolve(".git"), pointer);
      assertThatExceptionOfType(HookException.class)
          .isThrownBy(() -> Hooks.of(directory, home, environment));
    }
  }
}
