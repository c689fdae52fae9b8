package dev.agentguard.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index holds is what a commit would hold, whatever else the index says. */
class IndexTest {

  private final Repo repo;

  IndexTest(@TempDir Path scratch) throws Exception {
    repo = Repo.in(scratch);
  }

  @BeforeEach
  void commit() throws Exception {
    repo.write("a.txt", "a\n");
    repo.write("dir/b.txt", "b\n");
    repo.write("dir.txt", "c\n");
    repo.write("dir/sub/deep/d.txt", "d\n");
    repo.write("x/" + "long".repeat(60) + "/" + "name".repeat(60), "long\n");
    repo.commit("start");
  }

  /** What git itself would commit. */
  private Map<String, String> written() throws Exception {
    String tree = repo.run("write-tree");
    String commit = repo.run("commit-tree", "-m", "x", tree);
    return Repo.listing(repo.tree(commit));
  }

  private Path index() {
    return repo.root.resolve(".git/index");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void everyVersion(int version) throws Exception {
    repo.run("update-index", "--index-version", String.valueOf(version));
    repo.write("dir/new.txt", "new\n");
    repo.run("add", "-A");
    repo.run("rm", "-q", "--cached", "dir.txt");
    if (version == 3) {
      repo.run("update-index", "--skip-worktree", "a.txt"); // Else git writes version 2.
    }
    assertThat(Files.readAllBytes(index())[7]).isEqualTo((byte) version);
    assertThat(Repo.listing(repo.index()))
        .isEqualTo(written())
        .containsEntry("dir/new.txt", "new\n")
        .doesNotContainKey("dir.txt");
  }

  @Test
  void assumeUnchangedAndSkipWorktreeHideNothing() throws Exception {
    repo.write("a.txt", "evil\n");
    repo.write("dir.txt", "evil\n");
    repo.run("add", "-A");
    repo.run("update-index", "--assume-unchanged", "a.txt");
    repo.run("update-index", "--skip-worktree", "dir.txt");
    repo.write("a.txt", "a\n");
    repo.write("dir.txt", "c\n");
    assertThat(Repo.listing(repo.index()))
        .isEqualTo(written())
        .containsEntry("a.txt", "evil\n")
        .containsEntry("dir.txt", "evil\n");
  }

  @Test
  void anIntentToAddIsNotThere() throws Exception {
    repo.write("intent.txt", "later\n");
    repo.run("add", "-N", "intent.txt");
    assertThat(Repo.listing(repo.index())).doesNotContainKey("intent.txt").containsKey("a.txt");
  }

  @Test
  void aSparseIndex() throws Exception {
    Map<String, String> whole = Repo.listing(repo.index());
    repo.run("sparse-checkout", "init", "--cone", "--sparse-index");
    repo.run("sparse-checkout", "set", "x");
    assertThat(Files.readString(index(), StandardCharsets.ISO_8859_1)).contains("sdir");
    assertThat(repo.root.resolve("dir")).doesNotExist();
    assertThat(Repo.listing(repo.index())).isEqualTo(whole);
  }

  @Test
  void whatAMergeLeftUndecidedIsNamed() throws Exception {
    repo.run("checkout", "-q", "-b", "other");
    repo.write("a.txt", "other\n");
    repo.commit("other");
    repo.run("checkout", "-q", "main");
    repo.write("a.txt", "main\n");
    repo.commit("main");
    assertThat(repo.open().index(Repo.MOUNT).unmerged()).isEmpty();
    repo.git.succeeds(repo.root, "merge", "other");
    GitFileSystem index = repo.open().index(Repo.MOUNT);
    assertThat(index.unmerged()).containsOnly("a.txt");
    assertThat(Repo.listing(index.workTree())).containsKey("dir/b.txt");
  }

  @Test
  void submodules() throws Exception {
    String head = repo.run("rev-parse", "HEAD");
    repo.run("update-index", "--add", "--cacheinfo", "160000," + head + ",vendor/lib");
    GitFileSystem index = repo.open().index(Repo.MOUNT);
    assertThat(Repo.listing(index.workTree())).isEqualTo(written());
    assertThat(index.submodules()).containsExactly("vendor/lib");
  }

  @Test
  void anotherIndexFile() throws Exception {
    Files.copy(index(), repo.root.resolve("other-index"));
    repo.run("rm", "-q", "--cached", "a.txt");
    assertThat(Repo.listing(repo.index())).doesNotContainKey("a.txt");
    GitRepository repository = repo.open(Map.of("GIT_INDEX_FILE", "other-index"));
    assertThat(Repo.listing(repository.index(Repo.MOUNT).workTree())).containsKey("a.txt");
  }

  @Test
  void noIndexIsAnEmptyOne() throws Exception {
    Files.delete(index());
    assertThat(Repo.listing(repo.index())).isEmpty();
  }

  @Test
  void aSplitIndexIsRefused() throws Exception {
    repo.run("update-index", "--split-index");
    assertThatThrownBy(repo::index)
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("split index");
  }

  @Test
  void anUnknownExtensionIsRefusedIfItMatters() throws Exception {
    Path file = index();
    byte[] good = Files.readAllBytes(file);
    for (String name : new String[] {"evil", "EVIL"}) {
      byte[] bad = new byte[good.length + 8];
      System.arraycopy(good, 0, bad, 0, good.length - 20);
      System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, bad, good.length - 20, 4);
      Files.write(file, bad);
      if (name.equals("evil")) {
        assertThatThrownBy(repo::index)
            .isInstanceOf(RepositoryException.class)
            .hasMessageContaining("unknown extension evil");
      } else {
        assertThat(Repo.listing(repo.index())).hasSize(5);
      }
    }
  }

  @Test
  void aTruncatedIndexIsRefused() throws Exception {
    byte[] good = Files.readAllBytes(index());
    for (int length = 0; length < good.length; length += 13) {
      Files.write(index(), Arrays.copyOf(good, length));
      assertThatThrownBy(repo::index).as("%d bytes", length).isInstanceOf(IOException.class);
    }
  }

  /** Swaps two names, so that one file hides behind the other. */
  @Test
  void entriesOutOfOrderOrTwiceAreRefused() throws Exception {
    byte[] good = Files.readAllBytes(index());
    String text = new String(good, StandardCharsets.ISO_8859_1);
    for (String[] change : new String[][] {{"a.txt\0", "z.txt\0"}, {"dir.txt\0", "dir/b\0\0\0"}}) {
      Files.write(
          index(), text.replace(change[0], change[1]).getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(repo::index).isInstanceOf(FileSystemException.class);
    }
    Files.write(index(), text.replace("a.txt\0", "b.txt\0").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Repo.listing(repo.index())).containsKey("b.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git/b.txt", "../ab.txt", "dir//b.tx", "dir/../b.", "./dir/b.t"})
  void namesThatLeadElsewhereAreRefused(String name) throws Exception {
    repo.run("rm", "-q", "-r", "--cached", ".");
    String placeholder = "p".repeat(name.length());
    repo.write(placeholder, "x\n");
    repo.run("add", placeholder);
    assertThat(Repo.listing(repo.index())).containsKey(placeholder);
    String text = Files.readString(index(), StandardCharsets.ISO_8859_1);
    Files.write(index(), text.replace(placeholder, name).getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(repo::index).isInstanceOf(FileSystemException.class);
  }
}
