package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryFileTest {

  private final Path root;

  RepositoryFileTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void isMadeOnce() throws Exception {
    RepositoryFile file = RepositoryFile.inRepository(root);
    assertThat(file.find()).isEmpty();

    RepositoryId id = file.create(new Random(1));

    assertThat(file.find()).contains(id);
    assertThat(id.value().version()).isEqualTo(4);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(file.path()).hasContent("guard-repository v1\n" + id + "\n");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> file.create(new Random(2)));
    assertThat(file.find()).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b\n",
        "guard-repository v1\n0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b",
        "guard-repository v2\n0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b\n",
        "guard-repository v1\r\n0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2\n",
        "guard-repository v1\n0A1F3C5E-2B6D-4F80-9A1B-7C3D5E9F1A2B\n",
        "guard-repository v1\n0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b\n\n",
        "guard-repository v1\n../../../../../../../../../../../../\n"
      })
  void refusesEverythingElse(String text) throws Exception {
    RepositoryFile file = RepositoryFile.inRepository(root);
    Files.createDirectory(root.resolve(".guard"));
    Files.writeString(file.path(), text);

    assertThatExceptionOfType(UnexpectedFileException.class).isThrownBy(file::find);
  }

  @Test
  void isNeverReadThroughALink() throws Exception {
    RepositoryFile file = RepositoryFile.inRepository(root);
    Path elsewhere = root.resolve("elsewhere");
    Files.createDirectory(root.resolve(".guard"));
    Files.writeString(elsewhere, "guard-repository v1\n" + Approvals.REPOSITORY + "\n");
    Files.createSymbolicLink(file.path(), elsewhere);

    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(file::find)
        .withMessageEndingWith(": expected a regular file, found a symbolic link");
  }
}
