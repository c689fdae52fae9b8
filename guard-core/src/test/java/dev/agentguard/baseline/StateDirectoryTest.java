package dev.agentguard.baseline;

import static dev.agentguard.baseline.Approvals.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

  private final Random random = new Random(1);

  private final Path home;
  private final Path directory;
  private final UserPrincipal user;

  StateDirectoryTest(@TempDir Path home) throws Exception {
    this.home = home;
    directory = home.resolve(".local/state/guard");
    user = Files.getOwner(home);
  }

  @Test
  void isMadeForItsUserOnly() throws Exception {
    assumePosix();
    assertThat(StateDirectory.find(directory, user)).isEmpty();
    assertThat(home).isEmptyDirectory();

    StateDirectory state = StateDirectory.open(directory, user, random);
    state
        .home()
        .approvals()
        .write(Approvals.statement(1, file("~/.bashrc", "x")), Approvals.SIGNER, random);

    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("home"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("identity"))).isEqualTo("rw-------");
    try (var files = Files.list(directory.resolve("home"))) {
      assertThat(permissions(files.findFirst().orElseThrow())).isEqualTo("rw-------");
    }
  }

  @Test
  void keepsItsIdentityAndItsApprovals() throws Exception {
    StateDirectory made = StateDirectory.open(directory, user, random);
    Statement statement = Approvals.statement(1, file("~/.bashrc", "x"));
    made.home().approvals().write(statement, Approvals.SIGNER, random);

    StateDirectory opened = StateDirectory.open(directory, user, random);
    StateDirectory found = StateDirectory.find(directory, user).orElseThrow();

    assertThat(opened.home().id()).isEqualTo(made.home().id());
    assertThat(found.home().id()).isEqualTo(made.home().id());
    assertThat(found.home().approvals().load().approvals())
        .extracting(UnverifiedApproval::alleged)
        .containsExactly(statement);
  }

  @Test
  void everyStoreHasAnIdentityOfItsOwn() throws Exception {
    StateDirectory state = StateDirectory.open(directory, user, random);
    StateDirectory other = StateDirectory.open(home.resolve("other"), user, random);
    Path left = Files.createDirectory(home.resolve("left"));
    Path right = Files.createDirectory(home.resolve("right"));
    Path link = Files.createSymbolicLink(home.resolve("link"), left);

    Store clone = state.repository(Approvals.REPOSITORY, left);

    assertThat(clone.approvals().path().getParent()).isEqualTo(directory.resolve("repositories"));
    assertThat(clone.approvals().path().getFileName().toString())
        .matches(Approvals.REPOSITORY + "-[0-9a-f]{16}");
    assertThat(state.repository(Approvals.REPOSITORY, link).id()).isEqualTo(clone.id());
    assertThat(
            new RepositoryId[] {
              state.home().id(),
              state.system().id(),
              other.home().id(),
              clone.id(),
              state.repository(Approvals.REPOSITORY, right).id()
            })
        .doesNotHaveDuplicates();
    assertThat(clone.id().value().version()).isEqualTo(8);
  }

  @Test
  void refusesALink() throws Exception {
    Files.createDirectories(directory.getParent());
    Files.createSymbolicLink(directory, Files.createDirectory(home.resolve("elsewhere")));

    assertRefused("expected a directory, found a symbolic link");
  }

  @Test
  void refusesTheDirectoryOfAnotherUser() throws Exception {
    StateDirectory.open(directory, user, random);
    UserPrincipal somebody = () -> "some body";

    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(() -> StateDirectory.open(directory, somebody, random))
        .withMessageContaining("expected a directory of \"some body\", found one of ");
    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(() -> StateDirectory.find(directory, somebody));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void refusesADirectoryThatOthersMayWriteTo(String permissions) throws Exception {
    assumePosix();
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));

    assertRefused(
        "expected a directory to which only its owner may write, found one open to others");
  }

  @Test
  void isWhereTheSystemKeepsState() {
    Path ana = Path.of("/home/ana");
    assertThat(StateLocation.of("Linux", Map.of(), ana))
        .isEqualTo(Path.of("/home/ana/.local/state/guard"));
    assertThat(StateLocation.of("Linux", Map.of("XDG_STATE_HOME", "/state"), ana))
        .isEqualTo(Path.of("/state/guard"));
    assertThat(StateLocation.of("Linux", Map.of("XDG_STATE_HOME", "relative"), ana))
        .isEqualTo(Path.of("/home/ana/.local/state/guard"));
    assertThat(StateLocation.of("Linux", Map.of("XDG_STATE_HOME", ""), ana))
        .isEqualTo(Path.of("/home/ana/.local/state/guard"));
    assertThat(StateLocation.of("Mac OS X", Map.of("XDG_STATE_HOME", "/state"), ana))
        .isEqualTo(Path.of("/home/ana/Library/Application Support/guard"));
    assertThat(StateLocation.of("Windows 11", Map.of("LOCALAPPDATA", "/local"), ana))
        .isEqualTo(Path.of("/local/guard"));
    assertThat(StateLocation.of("Windows 11", Map.of(), ana))
        .isEqualTo(Path.of("/home/ana/AppData/Local/guard"));
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(() -> StateDirectory.open(directory, user, random))
        .withMessage(directory + ": " + reason);
    assertThatExceptionOfType(UnexpectedFileException.class)
        .isThrownBy(() -> StateDirectory.find(directory, user));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void assumePosix() {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews())
        .as("permissions are POSIX permissions here")
        .contains("posix");
  }
}
