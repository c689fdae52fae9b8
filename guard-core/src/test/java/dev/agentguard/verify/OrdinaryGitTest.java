package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the real git does all day in an accepted repository (O2, O8, O9): it must not alarm anybody.
 */
class OrdinaryGitTest {

  private static final String SETTINGS =
      """
      {"permissions": {"deny": ["Bash(curl:*)"]}}
      """;

  private final Scene scene;
  private final Path workspace;
  private final Path scratch;
  private final Git git;

  OrdinaryGitTest(@TempDir Path directory) throws Exception {
    scene = new Scene(Files.createDirectory(directory.resolve("scene")));
    scratch = Files.createDirectory(directory.resolve("elsewhere")).toRealPath();
    workspace = scene.workspace();
    git = Git.at(scene.home());
  }

  @BeforeEach
  void makeAcceptedRepository() throws Exception {
    git.run(workspace, "init", "-q", "-b", "main");
    scene.write("workspace/src/main.c", "int main(void) { return 0; }\n");
    scene.write("workspace/.claude/settings.json", SETTINGS);
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    scene.write("workspace/.gitignore", "target/\n");
    scene.accept(Target.Kind.WORKSPACE);
    commit("start");
    assertSilent();
  }

  private void commit(String message) throws Exception {
    git.run(workspace, "add", "-A");
    git.run(workspace, "commit", "-q", "-m", message);
  }

  private void assertSilent() throws IOException {
    assertThat(scene.complaints(Target.Kind.WORKSPACE)).isEmpty();
  }

  private Path bare() throws Exception {
    Path bare = scratch.resolve("origin.git");
    git.run(scratch, "clone", "-q", "--bare", workspace.toString(), bare.toString());
    return bare;
  }

  /** The negative control: in this very repository a real change is found. */
  @Test
  void aRealChangeIsFound() throws Exception {
    git.run(workspace, "config", "core.fsmonitor", "./x");
    assertThat(Scene.failing(scene.verify(Target.Kind.WORKSPACE)))
        .extracting(Finding::path, Finding::severity)
        .containsExactly(tuple(".git/config", Severity.CRITICAL));
  }

  @Test
  void remotesAndPushes() throws Exception {
    String bare = bare().toString();
    git.run(workspace, "remote", "add", "origin", bare);
    assertSilent();
    git.run(workspace, "push", "-q", "-u", "origin", "main");
    assertThat(Files.readString(workspace.resolve(".git/config"))).contains("[branch \"main\"]");
    assertSilent();
    git.run(workspace, "fetch", "-q", "--prune", "origin");
    git.run(workspace, "remote", "rename", "origin", "upstream");
    git.run(workspace, "remote", "set-url", "upstream", "https://git.example/team/x.git");
    assertSilent();
    git.run(workspace, "remote", "remove", "upstream");
    assertSilent();
  }

  @Test
  void aCloneWithACommittedBaselineIsCleanOnAnyMachine() throws Exception {
    Path clone = scratch.resolve("clone");
    git.run(scratch, "clone", "-q", bare().toString(), clone.toString());
    assertThat(Scene.complaints(scene.verifyWorkspace(clone))).isEmpty();
    Scene.delete(scene.state());
    Report report = scene.verifyWorkspace(clone);
    assertThat(Scene.complaints(report)).isEmpty();
    assertThat(report.objects()).isEqualTo(3);
    Files.writeString(clone.resolve("CLAUDE.md"), "# Other rules\n");
    assertThat(scene.verifyWorkspace(clone).exitCode()).isEqualTo(1);
  }

  @Test
  void branches() throws Exception {
    git.run(workspace, "branch", "-m", "trunk");
    git.run(workspace, "checkout", "-q", "-b", "feature");
    scene.write("workspace/src/other.c", "int other;\n");
    commit("other");
    assertSilent();
    git.run(workspace, "checkout", "-q", "trunk");
    git.run(workspace, "merge", "-q", "--no-ff", "-m", "merge", "feature");
    git.run(workspace, "branch", "-d", "feature");
    git.run(workspace, "tag", "v1");
    assertSilent();
  }

  @Test
  void switchingBetweenBranchesWithAcceptedContentInBoth() throws Exception {
    git.run(workspace, "checkout", "-q", "-b", "feature");
    scene.write("workspace/CLAUDE.md", "# Rules of the feature\n");
    scene.write("workspace/.mcp.json", "{\"mcpServers\": {}}\n");
    assertThat(scene.verify(Target.Kind.WORKSPACE).exitCode()).isEqualTo(1);
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md", ".mcp.json"));
    commit("feature");
    assertSilent();

    git.run(workspace, "checkout", "-q", "main");
    assertThat(workspace.resolve(".mcp.json")).doesNotExist();
    assertSilent();
    git.run(workspace, "checkout", "-q", "feature");
    assertSilent();
    git.run(workspace, "checkout", "-q", "--detach", "main");
    assertSilent();
  }

  @Test
  void protectedDirectoriesThatComeAndGoWithABranch() throws Exception {
    git.run(workspace, "checkout", "-q", "-b", "bare");
    git.run(workspace, "rm", "-q", "-r", ".claude");
    scene.accept(Target.Kind.WORKSPACE, Set.of(".claude"));
    commit("without settings");
    assertSilent();
    git.run(workspace, "checkout", "-q", "main");
    assertSilent();
    git.run(workspace, "checkout", "-q", "bare");
    assertSilent();
  }

  @Test
  void mergingTwoBranchesThatAcceptedDifferentFiles() throws Exception {
    git.run(workspace, "checkout", "-q", "-b", "one");
    scene.write("workspace/AGENTS.md", "one\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of("AGENTS.md"));
    commit("one");
    git.run(workspace, "checkout", "-q", "-b", "two", "main");
    scene.write("workspace/.mcp.json", "{\"mcpServers\": {}}\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of(".mcp.json"));
    commit("two");
    git.run(workspace, "merge", "-q", "--no-ff", "-m", "merge", "one");
    assertSilent();
  }

  @Test
  void twoAcceptedContentsOfOneFileAreAConflictThatAsksForAnApproval() throws Exception {
    for (String branch : new String[] {"one", "two"}) {
      git.run(workspace, "checkout", "-q", "-b", branch, "main");
      scene.write("workspace/CLAUDE.md", "# Rules of " + branch + "\n");
      scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
      commit(branch);
    }
    git.run(workspace, "merge", "-q", "-X", "ours", "--no-ff", "-m", "merge", "one");
    assertThat(Scene.failing(scene.verify(Target.Kind.WORKSPACE)))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.CONFLICT);
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
    assertSilent();
  }

  @Test
  void stashAndRebase() throws Exception {
    git.run(workspace, "checkout", "-q", "-b", "feature");
    scene.write("workspace/src/other.c", "int other;\n");
    commit("other");
    git.run(workspace, "checkout", "-q", "main");
    scene.write("workspace/CLAUDE.md", "# More rules\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
    commit("rules");
    git.run(workspace, "checkout", "-q", "feature");
    scene.write("workspace/src/main.c", "int main(void) { return 1; }\n");
    git.run(workspace, "stash", "-q");
    assertSilent();
    git.run(workspace, "rebase", "-q", "main");
    assertSilent();
    git.run(workspace, "stash", "pop", "-q");
    assertSilent();
    git.run(workspace, "reset", "-q", "--hard");
    git.run(workspace, "gc", "-q");
    git.run(workspace, "reflog", "expire", "--all", "--expire=now");
    assertSilent();
  }

  @Test
  void linkedWorktreesBesideTheRepository() throws Exception {
    git.run(workspace, "worktree", "add", "-q", scratch.resolve("two").toString(), "-b", "two");
    assertSilent();
    git.run(workspace, "worktree", "lock", scratch.resolve("two").toString());
    git.run(workspace, "worktree", "unlock", scratch.resolve("two").toString());
    git.run(workspace, "worktree", "move", scratch.resolve("two").toString(), scratch + "/three");
    assertSilent();
    git.run(workspace, "worktree", "remove", scratch + "/three");
    git.run(workspace, "worktree", "prune");
    assertSilent();
  }

  /**
   * The pointers of a worktree inside the repository are git's ordinary ones. Its copies of
   * protected files are at paths that nobody accepted: an approval is for one path.
   */
  @Test
  void linkedWorktreesInsideTheRepository() throws Exception {
    git.run(workspace, "worktree", "add", "-q", ".claude/worktrees/one", "-b", "one");
    assertThat(Scene.failing(scene.verify(Target.Kind.WORKSPACE)))
        .extracting(Finding::path)
        .containsExactlyInAnyOrder(
            ".claude/worktrees/one/.claude/settings.json",
            ".claude/worktrees/one/.guard/.gitattributes",
            ".claude/worktrees/one/CLAUDE.md");
    git.run(workspace, "worktree", "remove", ".claude/worktrees/one");
    assertSilent();
  }

  /** A worktree that is judged by itself points outside of what is judged: a person has to look. */
  @Test
  void aWorktreeThatIsJudgedByItselfIsAcceptedOnce() throws Exception {
    Path worktree = scratch.resolve("two");
    git.run(workspace, "worktree", "add", "-q", worktree.toString(), "-b", "two");
    Report first = scene.verifyWorkspace(worktree);
    assertThat(Scene.failing(first)).extracting(Finding::path).contains(".git");
    assertThat(Scene.failing(first))
        .allSatisfy(finding -> assertThat(finding.surface().id().toString()).startsWith("git/"));
    scene.acceptWorkspace(worktree);
    assertThat(Scene.complaints(scene.verifyWorkspace(worktree))).isEmpty();
    scene.write("workspace/.git/hooks/post-commit", "#!/bin/sh\n");
    assertThat(Scene.failing(scene.verifyWorkspace(worktree)))
        .extracting(Finding::path)
        .containsExactly(workspace.resolve(".git/hooks/post-commit").toString());
  }

  @Test
  void sparseCheckout() throws Exception {
    git.run(workspace, "sparse-checkout", "set", "--cone", "src", ".guard", ".claude");
    assertThat(workspace.resolve(".git/config.worktree")).exists();
    assertSilent();
    git.run(workspace, "sparse-checkout", "reapply");
    assertSilent();
    git.run(workspace, "sparse-checkout", "disable");
    assertSilent();
  }

  /** Removal is removal, whoever did it: sparse checkouts have to be accepted. */
  @Test
  void aSparseCheckoutThatLeavesProtectedFilesOutIsFound() throws Exception {
    git.run(workspace, "sparse-checkout", "set", "src", ".guard");
    assertThat(Scene.failing(scene.verify(Target.Kind.WORKSPACE)))
        .extracting(Finding::kind, Finding::path)
        .containsExactly(tuple(Finding.Kind.REMOVED, ".claude/settings.json"));
    git.run(workspace, "sparse-checkout", "set", "src");
    assertThat(scene.accepted(scene.target(Target.Kind.WORKSPACE)).initialised())
        .as("a sparse checkout without .guard has no baseline, which is not clean")
        .isFalse();
  }

  @Test
  void submodules() throws Exception {
    Path library = Files.createDirectory(scratch.resolve("library"));
    git.run(library, "init", "-q", "-b", "main");
    Files.writeString(library.resolve("lib.c"), "int lib;\n");
    git.run(library, "add", "-A");
    git.run(library, "commit", "-q", "-m", "lib");

    git.run(workspace, "submodule", "--quiet", "add", library.toString(), "vendor/lib");
    assertThat(Scene.failing(scene.verify(Target.Kind.WORKSPACE)))
        .as("where code comes from is for a person to look at, the pointer is not")
        .extracting(Finding::path)
        .containsExactly(".gitmodules");
    scene.accept(Target.Kind.WORKSPACE, Set.of(".gitmodules"));
    commit("library");
    assertSilent();
    git.run(workspace, "submodule", "--quiet", "deinit", "-f", "vendor/lib");
    assertSilent();
    git.run(workspace, "submodule", "--quiet", "update", "--init");
    assertSilent();
  }

  @Test
  void nestedClonesComeAndGo() throws Exception {
    Path nested = workspace.resolve("target/nested");
    git.run(workspace, "clone", "-q", bare().toString(), nested.toString());
    // Its protected files are accepted by its own baseline, which is not that of this repository.
    assertThat(Scene.failing(scene.verify(Target.Kind.WORKSPACE)))
        .extracting(Finding::path)
        .containsExactlyInAnyOrder(
            "target/nested/.claude/settings.json",
            "target/nested/.guard/.gitattributes",
            "target/nested/CLAUDE.md");
    Scene.delete(nested);
    assertSilent();
    Path plain = Files.createDirectories(workspace.resolve("target/plain"));
    git.run(plain, "init", "-q");
    assertSilent();
    git.run(plain, "init", "-q", "--bare", "bare.git");
    assertSilent();
  }

  @Test
  void sampleHooksAndMaintenance() throws Exception {
    assertThat(workspace.resolve(".git/hooks/pre-commit.sample")).exists();
    Files.writeString(workspace.resolve(".git/hooks/pre-commit.sample"), "#!/bin/sh\n./x\n");
    assertSilent();
    git.run(workspace, "config", "user.name", "Alice");
    git.run(workspace, "config", "pull.rebase", "true");
    git.run(workspace, "config", "branch.main.description", "the main one");
    assertSilent();
    git.run(workspace, "commit", "-q", "--allow-empty", "-m", "empty");
    git.run(workspace, "commit", "-q", "--amend", "--no-edit", "--allow-empty");
    assertSilent();
  }
}
