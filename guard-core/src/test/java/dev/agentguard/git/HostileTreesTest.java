package dev.agentguard.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that git would never make, and objects that are not what they should be. */
class HostileTreesTest {

  private static final String NOBODY = "00000000000000000000000000000000000000ff";

  private final Repo repo;
  private final String blob;

  HostileTreesTest(@TempDir Path scratch) throws Exception {
    repo = Repo.in(scratch);
    blob = repo.blob("text\n");
  }

  private void assertRefused(String reason) throws Exception {
    Path root = repo.head();
    assertThatThrownBy(() -> Repo.listing(root))
        .satisfies(
            e -> {
              Throwable inner = e.getCause();
              Throwable cause = e instanceof UncheckedIOException && inner != null ? inner : e;
              assertThat(cause).isInstanceOf(FileSystemException.class);
              assertThat(((FileSystemException) cause).getReason())
                  .contains(reason)
                  .matches("[\\x20-\\x7e]*");
            });
  }

  /** The negative control: a tree that is made in the same way, and is one. */
  @Test
  void aTreeMadeByHandIsRead() throws Exception {
    repo.commitTree(
        Repo.entry("100644", "a", blob),
        Repo.entry("100664", "a.b", blob),
        Repo.entry("120000", "c", blob),
        Repo.entry("160000", "d", NOBODY),
        Repo.entry("100644", "d.e", blob));
    assertThat(Repo.listing(repo.head())).containsOnlyKeys("a", "a.b", "c", "d.e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".git", ".GiT", "a/b", "/", "x/../../y"})
  void namesThatLeadElsewhere(String name) throws Exception {
    repo.commitTree(Repo.entry("100644", name, blob));
    assertRefused("a git tree has an entry");
  }

  @Test
  void aNameIsEscaped() throws Exception {
    repo.commitTree(Repo.entry("100644", "a\u001b[31m/\n\u00ff", blob));
    assertRefused("\"a\\x1b[31m/\\n\\xff\"");
  }

  @Test
  void entriesTwice() throws Exception {
    repo.commitTree(Repo.entry("100644", "a", blob), Repo.entry("100755", "a", blob));
    assertRefused("twice or out of order");
  }

  @Test
  void aFileAndADirectoryOfOneNameThatAreNotNeighbours() throws Exception {
    String tree =
        repo.git.feed(
            repo.root,
            Repo.entry("100644", "x", blob),
            "hash-object",
            "-t",
            "tree",
            "-w",
            "--stdin");
    repo.commitTree(
        Repo.entry("100644", "a", blob),
        Repo.entry("100644", "a.b", blob),
        Repo.entry("40000", "a", tree));
    assertRefused("twice or out of order");
  }

  @Test
  void entriesOutOfOrder() throws Exception {
    repo.commitTree(Repo.entry("100644", "b", blob), Repo.entry("100644", "a", blob));
    assertRefused("twice or out of order");
  }

  @Test
  void aModeThatIsNone() throws Exception {
    repo.commitTree(Repo.entry("010644", "fifo", blob));
    assertRefused("mode 10644");
  }

  @Test
  void aTruncatedTree() throws Exception {
    byte[] entry = Repo.entry("100644", "a", blob);
    repo.commitTree(Arrays.copyOf(entry, entry.length - 1));
    assertRefused("truncated tree");
  }

  @Test
  void aMissingTreeAndAMissingBlob() throws Exception {
    repo.commitTree(Repo.entry("40000", "d", NOBODY));
    assertRefused("is not here");
    repo.commitTree(Repo.entry("100644", "f", NOBODY));
    assertRefused("is not here");
  }

  @Test
  void aBlobWhereATreeBelongs() throws Exception {
    repo.commitTree(Repo.entry("40000", "d", blob));
    assertRefused("is a blob, not a tree");
  }

  @Test
  void anObjectWithOtherContentThanItsName() throws Exception {
    String other = repo.blob("other\n");
    Path objects = repo.root.resolve(".git/objects");
    Path target = objects.resolve(blob.substring(0, 2)).resolve(blob.substring(2));
    Files.delete(target);
    Files.copy(objects.resolve(other.substring(0, 2)).resolve(other.substring(2)), target);
    repo.commitTree(Repo.entry("100644", "f", blob));
    assertRefused("another content than its name says");
  }

  @Test
  void aFileThatIsNoObject() throws Exception {
    repo.commitTree(Repo.entry("100644", "f", NOBODY));
    Path file = repo.root.resolve(".git/objects/00").resolve(NOBODY.substring(2));
    Files.createDirectories(file.getParent());
    for (String content : List.of("", "garbage", "x\u009c")) {
      Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
      assertRefused("git object " + NOBODY);
    }
    for (String content : List.of("blob 5\0text", "blob 3\0text", "blob -1\0", "blot 4\0text")) {
      Files.write(file, deflated(content));
      assertRefused("git object " + NOBODY);
    }
  }

  private static byte[] deflated(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  @Test
  void aDamagedPackIsNeverTakenForAnotherContent() throws Exception {
    for (int i = 0; i < 30; i++) {
      repo.write("f" + i, "line\n".repeat(40) + i);
    }
    repo.commit("files");
    repo.run("gc", "-q");
    Map<String, String> whole = Repo.listing(repo.head());
    List<Path> packs = new ArrayList<>();
    try (var files = Files.list(repo.root.resolve(".git/objects/pack"))) {
      files.filter(file -> file.toString().matches(".*\\.(pack|idx)")).forEach(packs::add);
    }
    for (Path pack : packs) {
      byte[] good = Files.readAllBytes(pack);
      pack.toFile().setWritable(true);
      for (int at = 0; at < good.length; at += 7) {
        byte[] bad = good.clone();
        bad[at] ^= 0x55;
        Files.write(pack, bad);
        try {
          assertThat(Repo.listing(repo.head())).isEqualTo(whole);
        } catch (IOException | UncheckedIOException | NoSuchElementException e) {
          assertThat(e).isNotNull(); // It was noticed.
        }
      }
      Files.write(pack, good);
    }
    assertThat(Repo.listing(repo.head())).isEqualTo(whole);
  }

  @Test
  void pathsLongerThanAnyFileSystemHas() throws Exception {
    byte[] entry = Repo.entry("100644", "x", blob);
    for (int i = 0; i < 20; i++) {
      if (i == 10) {
        repo.commitTree(entry);
        assertThat(Repo.listing(repo.head())).hasSize(1);
      }
      String tree = repo.git.feed(repo.root, entry, "hash-object", "-t", "tree", "-w", "--stdin");
      entry = Repo.entry("40000", "d".repeat(250), tree);
    }
    repo.commitTree(entry);
    assertRefused("longer than");
  }
}
