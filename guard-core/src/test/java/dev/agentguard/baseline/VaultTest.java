package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentguard.content.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

  private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST = Digest.of(CONTENT);

  private final Random random = new Random(1);

  private final Path state;
  private final Vault vault;
  private final Path object;

  VaultTest(@TempDir Path state) {
    this.state = state;
    vault = new Vault(Folder.of(state, "vault"));
    object =
        state
            .resolve("vault")
            .resolve(DIGEST.hex().substring(0, 2))
            .resolve(DIGEST.hex().substring(2));
  }

  @Test
  void givesBackWhatItKeeps() throws Exception {
    assertThat(vault.find(DIGEST)).isEmpty();

    assertThat(vault.put(CONTENT, random)).isEqualTo(DIGEST);

    assertThat(vault.find(DIGEST).orElseThrow()).isEqualTo(CONTENT);
    assertThat(vault.find(Digest.of(new byte[0]))).isEmpty();
    assertThat(object).hasBinaryContent(CONTENT);
    if (Files.getFileStore(state).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void keepsOneContentOnce() throws Exception {
    vault.put(CONTENT, random);
    FileTime before = FileTime.fromMillis(0);
    Files.setLastModifiedTime(object, before);

    vault.put(CONTENT, random);

    assertThat(Files.getLastModifiedTime(object)).isEqualTo(before);
    try (var files = Files.list(object.getParent())) {
      assertThat(files).containsExactly(object);
    }
  }

  @Test
  void reportsADamagedObjectAndMendsIt() throws Exception {
    vault.put(CONTENT, random);
    byte[] other = {'x'};
    Files.write(object, other);

    DamagedObjectException damage =
        catchThrowableOfType(DamagedObjectException.class, () -> vault.find(DIGEST));
    assertThat(damage.expected()).isEqualTo(DIGEST);
    assertThat(damage.actual()).isEqualTo(Digest.of(other));

    vault.put(CONTENT, random);
    assertThat(vault.find(DIGEST).orElseThrow()).isEqualTo(CONTENT);
  }

  @Test
  void neverReadsThroughALink() throws Exception {
    Path elsewhere = Files.write(state.resolve("elsewhere"), CONTENT);
    Files.createDirectories(object.getParent());
    Files.createSymbolicLink(object, elsewhere);

    assertThatExceptionOfType(UnexpectedFileException.class).isThrownBy(() -> vault.find(DIGEST));

    vault.put(CONTENT, random);
    assertThat(Files.isSymbolicLink(object)).isFalse();
    assertThat(vault.find(DIGEST)).isPresent();
  }

  @Test
  void refusesAContentThatIsTooLarge() {
    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(() -> vault.put(new byte[Vault.MAX_BYTES + 1], random))
        .withMessageContaining("expected at most 16777216 bytes, found 16777217 bytes");
    assertThat(state).isEmptyDirectory();
  }
}
