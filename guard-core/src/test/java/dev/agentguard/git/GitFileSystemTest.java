package dev.agentguard.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.surface.FileName;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What java.nio promises of a file system, as far as guard relies on it. */
class GitFileSystemTest {

  private final Repo repo;
  private Path root = Path.of("");

  GitFileSystemTest(@TempDir Path scratch) throws Exception {
    repo = Repo.in(scratch);
  }

  @BeforeEach
  void commit() throws Exception {
    repo.write("a.txt", "first\n");
    repo.write("dir/sub/b.sh", "#!/bin/sh\n").toFile().setExecutable(true);
    Files.createSymbolicLink(repo.root.resolve("inside"), Path.of("dir/sub"));
    Files.createSymbolicLink(repo.root.resolve("outside"), Path.of("../../etc/passwd"));
    Files.createSymbolicLink(repo.root.resolve("absolute"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(repo.root.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(repo.root.resolve("dir/up"), Path.of("../a.txt"));
    Files.writeString(FileName.resolve(repo.root, "odd\udcff\ufffd caf\u00e9"), "odd");
    repo.commit("start");
    root = repo.head();
  }

  @Test
  void isTheTreeThatGitChecksOut() throws Exception {
    assertThat(Repo.listing(root))
        .containsEntry("a.txt", "first\n")
        .containsEntry("dir/sub/b.sh", "#!/bin/sh\n")
        .containsEntry("inside", "-> dir/sub")
        .containsEntry("dir/up", "-> ../a.txt")
        .containsEntry("odd\udcff\ufffd caf\u00e9", "odd")
        .hasSize(8);
    assertThat(Repo.listing(repo.index())).isEqualTo(Repo.listing(root));
  }

  @Test
  void attributes() throws Exception {
    BasicFileAttributes file =
        Files.readAttributes(root.resolve("a.txt"), BasicFileAttributes.class);
    assertThat(file.isRegularFile()).isTrue();
    assertThat(file.size()).isEqualTo(6);
    Map<String, Object> unix =
        Files.readAttributes(root.resolve("dir/sub/b.sh"), "unix:mode,uid,nlink,size,ctime");
    assertThat(unix)
        .containsEntry("mode", 0100755)
        .containsEntry("uid", -1)
        .containsEntry("nlink", 1)
        .containsEntry("size", 10L);
    Path link = root.resolve("inside");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.isDirectory(link)).isTrue();
    assertThat(Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(Files.exists(root.resolve("none"))).isFalse();
  }

  @Test
  void linksAreResolvedInsideTheTreeOnly() throws Exception {
    assertThat(root.resolve("inside/b.sh").toRealPath()).isEqualTo(root.resolve("dir/sub/b.sh"));
    assertThat(root.resolve("inside/../up").toRealPath()).isEqualTo(root.resolve("a.txt"));
    assertThat(Files.readString(root.resolve("dir/up"))).isEqualTo("first\n");
    for (String dangling : List.of("outside", "absolute")) {
      assertThat(Files.exists(root.resolve(dangling))).isFalse();
      assertThatThrownBy(() -> root.resolve(dangling).toRealPath())
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> root.resolve("loop").toRealPath())
        .isInstanceOf(FileSystemException.class)
        .isNotInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(
            () -> Files.newByteChannel(root.resolve("dir/up"), LinkOption.NOFOLLOW_LINKS))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void whatAListingFoundBehindALinkHasItsRealPath() throws Exception {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve("inside"))) {
      entries.forEach(found::add);
    }
    assertThat(found).containsExactly(root.resolve("inside/b.sh"));
    assertThat(found.get(0).toRealPath()).isEqualTo(root.resolve("dir/sub/b.sh"));
  }

  @Test
  void nothingIsAroundTheTree() throws Exception {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.getRoot())) {
      assertThat(entries).containsExactly(root);
    }
    assertThat(Files.exists(root.resolve(".git"))).isFalse();
    assertThat(root.toString()).isEqualTo(Repo.MOUNT);
    assertThatThrownBy(() -> Files.newDirectoryStream(root.resolve("a.txt")))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void pathsAreLikeThoseOfTheDisk() {
    List<String> texts =
        List.of("", "a", "a/b", "/", "/a", "/a/b", "../a", "a/../b", "./a//b/", "/..");
    for (String text : texts) {
      Path disk = Path.of(text);
      Path here = root.getFileSystem().getPath(text);
      assertThat(here.toString()).isEqualTo(disk.toString());
      assertThat(here.normalize().toString()).isEqualTo(disk.normalize().toString());
      assertThat(String.valueOf(here.getParent())).isEqualTo(String.valueOf(disk.getParent()));
      assertThat(String.valueOf(here.getFileName())).isEqualTo(String.valueOf(disk.getFileName()));
      assertThat(here.getNameCount()).isEqualTo(disk.getNameCount());
      for (String other : texts) {
        Path diskOther = Path.of(other);
        Path hereOther = root.getFileSystem().getPath(other);
        assertThat(here.resolve(hereOther).toString())
            .isEqualTo(disk.resolve(diskOther).toString());
        assertThat(here.startsWith(hereOther))
            .as("%s starts with %s", text, other)
            .isEqualTo(disk.startsWith(diskOther));
        boolean plain = !(text + other).contains(".") && !other.isEmpty();
        if (here.isAbsolute() == hereOther.isAbsolute() && plain) {
          assertThat(here.relativize(hereOther).toString())
              .isEqualTo(disk.relativize(diskOther).toString());
        }
      }
    }
    Path one = root.resolve("dir").resolve("sub");
    assertThat(one).isEqualTo(root.resolve("dir/sub")).hasSameHashCodeAs(root.resolve("dir/sub"));
    List<Path> names = new ArrayList<>();
    one.forEach(names::add);
    assertThat(names)
        .containsExactly(
            root.getFileSystem().getPath("repository"),
            root.getFileSystem().getPath("dir"),
            root.getFileSystem().getPath("sub"));
  }

  @Test
  void namesAreBytes() {
    String name = "odd\udcff\ufffd caf\u00e9";
    Path file = FileName.resolve(root, name);
    assertThat(FileName.of(file)).isEqualTo(name);
    assertThat(FileName.text(file)).isEqualTo(Repo.MOUNT + "/" + name);
    assertThat(Files.exists(file)).isTrue();
    assertThat(Files.exists(FileName.resolve(root, "odd\udcfe\ufffd caf\u00e9"))).isFalse();
  }

  @Test
  void nothingCanBeWritten() {
    assertThatThrownBy(() -> Files.writeString(root.resolve("a.txt"), "x"))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.delete(root.resolve("a.txt")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
    assertThatThrownBy(() -> Files.createDirectory(root.resolve("new")))
        .isInstanceOf(ReadOnlyFileSystemException.class);
  }
}
