package dev.agentguard.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where repositories keep their parts, how revisions are named, and what a merge would make. */
class GitRepositoryTest {

  private final Repo repo;
  private final Path scratch;

  GitRepositoryTest(@TempDir Path directory) throws Exception {
    scratch = directory.toRealPath();
    repo = Repo.in(scratch);
  }

  @BeforeEach
  void commit() throws Exception {
    repo.write("a.txt", "a\n");
    repo.write("dir/b.txt", "b\n");
    repo.commit("start");
  }

  private Repo clone(String name, String... options) throws Exception {
    Path target = scratch.resolve(name);
    String[] arguments = new String[options.length + 4];
    arguments[0] = "clone";
    arguments[1] = "-q";
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[options.length + 2] = "file://" + repo.root;
    arguments[options.length + 3] = target.toString();
    repo.git.run(scratch, arguments);
    return repo.at(target);
  }

  private String id(String revision) throws Exception {
    return repo.run("rev-parse", revision + "^{commit}");
  }

  private void assertFinds(Repo where, String revision, String id) throws Exception {
    assertThat(where.open().find(revision))
        .as(revision)
        .hasValueSatisfying(found -> assertThat(id).startsWith(found.abbreviated()));
  }

  @Test
  void revisions() throws Exception {
    String first = id("HEAD");
    repo.run("tag", "-a", "v1", "-m", "tagged");
    repo.run("tag", "light");
    repo.write("a.txt", "second\n");
    repo.commit("second");
    repo.run("checkout", "-q", "-b", "side", first);
    repo.write("c.txt", "side\n");
    repo.commit("side");
    String side = id("HEAD");
    repo.run("merge", "-q", "--no-edit", "main");
    for (int packed = 0; packed < 2; packed++) {
      for (String revision :
          new String[] {
            "HEAD",
            "@",
            "main",
            "heads/main",
            "refs/heads/main",
            "v1",
            "light",
            "HEAD~1",
            "HEAD^",
            "HEAD^1",
            "HEAD^2",
            "HEAD~2",
            "HEAD^^",
            "HEAD^2~1",
            "side",
            first,
            first.substring(0, 8),
            "HEAD~0",
            "HEAD^0"
          }) {
        assertFinds(repo, revision, id(revision));
      }
      for (String none :
          new String[] {"nix", "HEAD~9", "HEAD^3", "main~x", "", "..", "-x", "HEAD:a"}) {
        assertThat(repo.open().find(none)).as(none).isEmpty();
      }
      repo.run("gc", "-q");
      assertThat(repo.root.resolve(".git/refs/heads/main")).doesNotExist();
    }
    assertThat(side).isNotEqualTo(first);
    Repo clone = clone("clone");
    assertFinds(clone, "origin/main", id("main"));
    assertFinds(clone, "origin", id("side"));
    assertFinds(clone, "refs/remotes/origin/main", id("main"));
  }

  /** Whoever may push a tag could otherwise say what the base is. */
  @Test
  void aTagNamedLikeARemoteBranchDoesNotStandInForIt() throws Exception {
    String first = id("HEAD");
    repo.write("a.txt", "second\n");
    repo.commit("second");
    repo.run("update-ref", "refs/remotes/origin/main", first);
    repo.run("tag", "-a", "origin/main", "-m", "the same commit", first);
    assertFinds(repo, "origin/main", first);
    repo.run("tag", "-f", "origin/main", "HEAD");
    for (int packed = 0; packed < 2; packed++) {
      assertThatThrownBy(() -> repo.open().find("origin/main~0"))
          .isInstanceOf(RepositoryException.class)
          .hasMessage(
              "origin/main is ambiguous: refs/tags/origin/main and refs/remotes/origin/main")
          .extracting(e -> ((RepositoryException) e).hint())
          .isEqualTo("name it in full: refs/remotes/origin/main");
      assertFinds(repo, "refs/remotes/origin/main", first);
      assertFinds(repo, "refs/tags/origin/main", id("HEAD"));
      repo.run("pack-refs", "--all");
    }
  }

  @Test
  void aTagNamedLikeAFullNameIsNotThatReference() throws Exception {
    repo.run("update-ref", "refs/tags/refs/remotes/origin/main", "HEAD");
    repo.run("update-ref", "refs/tags/HEAD", repo.run("commit-tree", "-m", "other", "HEAD^{tree}"));
    assertThat(repo.open().find("refs/remotes/origin/main")).isEmpty();
    assertFinds(repo, "HEAD", id("refs/heads/main"));
    repo.run("update-ref", "refs/remotes/origin/main", "refs/heads/main");
    assertFinds(repo, "refs/remotes/origin/main", id("refs/heads/main"));
  }

  @Test
  void aTagOfATreeIsNoCommit() throws Exception {
    repo.run("tag", "tree", repo.run("rev-parse", "HEAD^{tree}"));
    assertThatThrownBy(() -> repo.open().find("tree"))
        .isInstanceOf(RepositoryException.class)
        .hasMessage("tree is not a commit");
  }

  @Test
  void bareAndLinkedAndSharedRepositories() throws Exception {
    Map<String, String> whole = Repo.listing(repo.head());
    Repo bare = clone("bare.git", "--bare");
    assertThat(Repo.listing(bare.head())).isEqualTo(whole);

    Path linked = scratch.resolve("linked");
    repo.run("worktree", "add", "-q", "-b", "side", linked.toString());
    Repo worktree = repo.at(linked);
    worktree.write("linked.txt", "only here\n");
    worktree.run("add", "-A");
    assertThat(Repo.listing(worktree.head())).isEqualTo(whole);
    assertThat(Repo.listing(worktree.index())).containsKey("linked.txt");
    assertThat(Repo.listing(repo.index())).doesNotContainKey("linked.txt");

    Path shared = scratch.resolve("shared");
    repo.git.run(scratch, "clone", "-q", "--shared", repo.root.toString(), shared.toString());
    assertThat(shared.resolve(".git/objects/info/alternates")).exists();
    assertThat(Repo.listing(repo.at(shared).head())).isEqualTo(whole);

    Path outer = Files.createDirectory(scratch.resolve("outer"));
    Repo superproject = repo.at(outer);
    superproject.run("init", "-q");
    superproject.run("submodule", "add", "-q", repo.root.toString(), "lib");
    assertThat(outer.resolve("lib/.git")).isRegularFile();
    assertThat(Repo.listing(repo.at(outer.resolve("lib")).head())).isEqualTo(whole);
  }

  @Test
  void gitsVariablesForHooks() throws Exception {
    Map<String, String> whole = Repo.listing(repo.head());
    Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
    Map<String, String> environment = Map.of("GIT_DIR", repo.root.resolve(".git").toString());
    GitRepository repository = GitRepository.open(elsewhere, environment, elsewhere);
    assertThat(
            Repo.listing(
                repository.tree(repository.find("HEAD").orElseThrow(), Repo.MOUNT).workTree()))
        .isEqualTo(whole);
    assertThatThrownBy(() -> GitRepository.open(elsewhere, Map.of(), elsewhere))
        .isInstanceOf(RepositoryException.class);

    Path objects = scratch.resolve("objects");
    Files.move(repo.root.resolve(".git/objects"), objects);
    Files.createDirectory(repo.root.resolve(".git/objects"));
    for (String name : new String[] {"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}) {
      GitRepository moved = repo.open(Map.of(name, objects.toString()));
      assertThat(Repo.listing(moved.tree(moved.find("HEAD").orElseThrow(), Repo.MOUNT).workTree()))
          .isEqualTo(whole);
    }
    assertThatThrownBy(() -> repo.open().find("HEAD")).isInstanceOf(IOException.class);
  }

  @Test
  void whatGuardCannotReadIsRefused() throws Exception {
    Path other = Files.createDirectory(scratch.resolve("sha256"));
    repo.git.run(other, "init", "-q", "--object-format=sha256");
    assertThatThrownBy(() -> repo.at(other).open())
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("SHA-256");
    Files.createDirectory(repo.root.resolve(".git/reftable"));
    assertThatThrownBy(repo::open)
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("reftable");
    assertThatThrownBy(() -> GitRepository.open(scratch, Map.of(), scratch))
        .isInstanceOf(RepositoryException.class)
        .hasMessage("not a git repository: " + scratch);
  }

  /** Path by path, the merge that git makes, where nothing is in conflict. */
  @Test
  void aMergeIsWhatGitMakesOfIt() throws Exception {
    repo.write("both/ours.txt", "1\n");
    repo.write("both/theirs.txt", "1\n");
    repo.write("gone/ours.txt", "1\n");
    repo.write("gone/theirs.txt", "1\n");
    repo.write("kind/x", "1\n");
    repo.commit("more");
    repo.run("checkout", "-q", "-b", "branch");
    repo.write("both/ours.txt", "2\n");
    repo.write("new/ours.txt", "2\n");
    repo.run("rm", "-q", "gone/ours.txt");
    repo.run("rm", "-q", "-r", "kind");
    repo.commit("branch");
    repo.run("checkout", "-q", "main");
    repo.write("both/theirs.txt", "3\n");
    repo.write("new/theirs.txt", "3\n");
    repo.write("fresh/deep/file", "3\n");
    repo.run("rm", "-q", "gone/theirs.txt");
    repo.commit("main");
    Map<String, String> merged = Repo.listing(repo.merged("branch", "main"));
    repo.run("checkout", "-q", "-b", "merged", "branch");
    repo.run("merge", "-q", "--no-edit", "main");
    assertThat(merged).isEqualTo(Repo.listing(repo.head())).doesNotContainKey("kind/x");
    assertThat(Repo.listing(repo.merged("branch", "merged"))).isEqualTo(merged);
    assertThat(Repo.listing(repo.merged("merged", "main"))).isEqualTo(merged);
    assertThat(Repo.listing(repo.merged("main", "main")))
        .isEqualTo(Repo.listing(repo.tree("main")));
  }

  @Test
  void whereBothChangedAFileTheBranchsIsJudged() throws Exception {
    repo.run("checkout", "-q", "-b", "branch");
    repo.write("a.txt", "branch\n");
    repo.commit("branch");
    repo.run("checkout", "-q", "main");
    repo.write("a.txt", "main\n");
    repo.commit("main");
    assertThat(Repo.listing(repo.merged("branch", "main"))).containsEntry("a.txt", "branch\n");
  }

  @Test
  void withoutACommonPastTheBranchItselfIsJudged() throws Exception {
    for (int i = 0; i < 5; i++) {
      repo.write("main" + i, "x\n");
      repo.commit("main " + i);
    }
    repo.run("checkout", "-q", "-b", "branch", "HEAD~4");
    repo.write("branch", "x\n");
    repo.commit("branch");
    Map<String, String> branch = Repo.listing(repo.tree("branch"));
    assertThat(Repo.listing(repo.merged("branch", "main"))).containsKey("main4");
    Repo shallow = clone("shallow", "--depth=1", "--no-single-branch");
    assertThat(Repo.listing(shallow.merged("origin/branch", "origin/main"))).isEqualTo(branch);
    assertThat(shallow.open().find("origin/main~1")).isEmpty();
    repo.run("checkout", "-q", "--orphan", "orphan");
    repo.run("rm", "-q", "-rf", ".");
    repo.write("orphan", "x\n");
    repo.commit("orphan");
    assertThat(Repo.listing(repo.merged("orphan", "main"))).containsOnlyKeys("orphan");
  }

  /** A commit made at a time, in seconds. */
  private String commitAt(long time, String tree, String... parents) throws Exception {
    StringBuilder text = new StringBuilder("tree " + repo.run("rev-parse", tree + "^{tree}"));
    for (String parent : parents) {
      text.append("\nparent ").append(parent);
    }
    String person = " A <a@example.com> " + time + " +0000\n";
    text.append("\nauthor").append(person).append("committer").append(person).append("\nm\n");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return repo.git.feed(repo.root, bytes, "hash-object", "-t", "commit", "-w", "--stdin").strip();
  }

  /** The clone knows the old common ancestor, but not that all of the target is one as well. */
  @Test
  void aRollbackBehindTheEndOfAShallowCloneIsJudgedAsItIs() throws Exception {
    String old = id("main");
    repo.write("a.txt", "new\n");
    repo.commit("new");
    String last = id("main");
    for (int i = 0; i < 5; i++) {
      last = repo.run("commit-tree", "-p", last, "-m", "k" + i, "main^{tree}");
    }
    repo.run(
        "branch",
        "evil",
        repo.run("commit-tree", "-p", old, "-p", last, "-m", "e", old + "^{tree}"));
    for (String depth : new String[] {"2", "3", "4", "5", "100"}) {
      Repo clone = clone("clone" + depth, "--depth=" + depth, "--no-single-branch");
      assertThat(Repo.listing(clone.merged("origin/evil", "origin/main")))
          .as(depth)
          .containsEntry("a.txt", "a\n");
    }
  }

  @Test
  void aCommonPastBeforeTheEndOfAShallowCloneIsFound() throws Exception {
    String last = commitAt(1, "main");
    for (int time = 2; time < 10; time++) {
      last = commitAt(time, "main", last);
    }
    repo.write("a.txt", "new\n");
    repo.commit("new");
    repo.run("branch", "behind", commitAt(20, last, last));
    repo.run("branch", "target", commitAt(21, "main", last));
    Repo clone = clone("clone", "--depth=4", "--no-single-branch");
    assertThat(clone.root.resolve(".git/shallow")).isNotEmptyFile();
    assertThat(Repo.listing(clone.merged("origin/behind", "origin/target")))
        .containsEntry("a.txt", "new\n");
  }

  /** Two latest common ancestors: no one of them tells what the branch has changed. */
  @Test
  void afterCrissCrossMergesTheBranchItselfIsJudged() throws Exception {
    repo.run("checkout", "-q", "-b", "branch");
    repo.write("b", "1\n");
    repo.commit("b1");
    repo.run("checkout", "-q", "main");
    repo.write("m", "1\n");
    repo.commit("m1");
    String main = id("main");
    String branch = id("branch");
    repo.run("merge", "-q", "--no-edit", branch);
    repo.write("later", "main\n");
    repo.commit("m2");
    repo.run("checkout", "-q", "branch");
    repo.run("merge", "-q", "--no-edit", main);
    repo.write("c", "1\n");
    repo.commit("b2");
    assertThat(repo.run("merge-base", "--all", "main", "branch").lines()).hasSize(2);
    assertThat(Repo.listing(repo.merged("branch", "main")))
        .isEqualTo(Repo.listing(repo.tree("branch")))
        .doesNotContainKey("later");
  }

  @Test
  void aPartialCloneSaysWhatIsMissing() throws Exception {
    repo.run("config", "uploadpack.allowFilter", "true");
    Repo partial = clone("partial", "--filter=blob:none", "--no-checkout");
    Path root = partial.head();
    assertThat(root.resolve("dir")).isDirectory();
    assertThatThrownBy(() -> Files.readAllBytes(root.resolve("a.txt")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("git fetch --refetch");
  }
}
