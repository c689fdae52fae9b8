package dev.agentguard.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SnapshotReaderTest {

  private final Path directory;
  private final SnapshotReader reader = new SnapshotReader(1 << 20, 2 << 20);

  SnapshotReaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aFileIsReadWithItsMetadata() throws IOException {
    Path file = write("a", "hello");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Digest hello = Digest.of("hello".getBytes(StandardCharsets.UTF_8));

    assertThat(reader.keep(file))
        .isInstanceOfSatisfying(
            Snapshot.RegularFile.class,
            found -> {
              assertThat(found.kept().text()).isEqualTo("hello");
              assertThat(found.digest()).isEqualTo(hello);
              assertThat(found.executable()).isTrue();
              assertThat(found.metadata().mode()).isEqualTo(0750);
              assertThat(found.metadata().links()).isEqualTo(1);
              assertThat(found.metadata().size()).isEqualTo(5);
            });
    assertThat(reader.digest(file))
        .isInstanceOfSatisfying(
            Snapshot.RegularFile.class,
            found -> {
              assertThat(found.content()).isNull();
              assertThat(found.digest()).isEqualTo(hello);
            });
    assertThat(reader.look(file)).isInstanceOf(Snapshot.RegularFile.class);
  }

  @Test
  void largeFilesAreReadInPieces() throws IOException {
    byte[] bytes = new byte[300_001];
    Arrays.fill(bytes, (byte) 'x');
    Path file = Files.write(directory.resolve("a"), bytes);
    assertThat(reader.digest(file))
        .isInstanceOfSatisfying(
            Snapshot.RegularFile.class,
            found -> assertThat(found.digest()).isEqualTo(Digest.of(bytes)));
  }

  @Test
  void limitsAreForWhatIsReadAndNotForWhatIsLookedAt() throws IOException {
    Path file = directory.resolve("a");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1 << 20);
      assertThat(reader.keep(file)).isInstanceOf(Snapshot.RegularFile.class);
      sparse.setLength((1 << 20) + 1);
      assertThat(reader.keep(file))
          .isEqualTo(new Snapshot.Unreadable("larger than the limit of 1 MiB: 1048577 bytes"));
      assertThat(reader.digest(file)).isInstanceOf(Snapshot.RegularFile.class);
      sparse.setLength(2L << 30);
      assertThat(reader.digest(file))
          .isEqualTo(new Snapshot.Unreadable("larger than the limit of 2 MiB: 2147483648 bytes"));
    }
    assertThat(reader.look(file)).isInstanceOf(Snapshot.RegularFile.class);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    write("a", "hello");
    for (String target : new String[] {"a", "dangling", "loop", "/etc/passwd"}) {
      Path link = directory.resolve("loop");
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(target));
      for (Snapshot snapshot : List.of(reader.keep(link), reader.digest(link), reader.look(link))) {
        assertThat(snapshot)
            .isInstanceOfSatisfying(
                Snapshot.Link.class, found -> assertThat(found.target()).isEqualTo(target));
      }
    }
  }

  @Test
  void nothingDirectoriesAndSpecialFiles() throws Exception {
    assertThat(reader.keep(directory.resolve("nothing"))).isEqualTo(new Snapshot.Absent());
    Path file = write("a", "");
    assertThat(reader.keep(file.resolve("below"))).isEqualTo(new Snapshot.Absent());
    assertThat(reader.keep(directory)).isInstanceOf(Snapshot.Directory.class);
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThat(reader.keep(fifo))
        .isInstanceOfSatisfying(
            Snapshot.Special.class, special -> assertThat(special.what()).isEqualTo("FIFO"));
    assertThat(reader.digest(Path.of("/dev/zero")))
        .isInstanceOfSatisfying(
            Snapshot.Special.class, special -> assertThat(special.what()).isEqualTo("device"));
  }

  @Test
  void aFileThatVanishesIsAbsentOrWhatItWas() throws Exception {
    Path file = directory.resolve("a");
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              try {
                while (!stop.get()) {
                  Path copy = write("copy", "hello");
                  Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
                  Thread.sleep(30);
                  Files.delete(file);
                }
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 200; i++) {
        Snapshot snapshot = reader.keep(file);
        if (snapshot instanceof Snapshot.RegularFile found) {
          assertThat(found.kept().text()).isEqualTo("hello");
        } else {
          assertThat(snapshot).isInstanceOfAny(Snapshot.Absent.class, Snapshot.Unreadable.class);
        }
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  /** The first and the last byte are never both 1 at one moment, so no read may say so. */
  @Test
  void aReadIsOfOneMoment() throws Exception {
    byte[] bytes = new byte[500_000];
    Path file = Files.write(directory.resolve("a"), bytes);
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                for (int i = 0; !stop.get(); i++) {
                  out.seek(i % 4 < 2 ? 0 : bytes.length - 1);
                  out.write(i % 2 == 0 ? 1 : 0);
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 50; i++) {
        if (reader.keep(file) instanceof Snapshot.RegularFile found) {
          byte[] read = found.kept().bytes();
          assertThat(read[0] + read[read.length - 1]).isLessThan(2);
        }
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(reader.keep(file)).isInstanceOf(Snapshot.RegularFile.class);
  }
}
