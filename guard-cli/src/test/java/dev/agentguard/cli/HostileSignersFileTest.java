package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of signers that somebody else may have written, or that are no lists. */
class HostileSignersFileTest {

  private final SignedWorkspace scene;
  private final Path outside;

  HostileSignersFileTest(@TempDir Path directory) throws Exception {
    scene = new SignedWorkspace(directory);
    outside = scene.base.resolve("signers");
  }

  @BeforeEach
  void accept() throws Exception {
    scene.init();
    Files.copy(scene.trusted(), outside);
    scene.git("init", "-q", "-b", "main");
    scene.git("add", "-A");
    scene.git("commit", "-q", "-m", "start");
  }

  /** Exit code 2, and these errors, for all ways to verify; nothing is written. */
  private void assertRefused(List<String> more, String... errors) throws Exception {
    for (List<String> how :
        List.of(List.<String>of(), List.of("--staged"), List.of("--base", "main"))) {
      List<String> arguments = new ArrayList<>(List.of("verify"));
      arguments.addAll(how);
      arguments.addAll(more);
      Map<String, String> before = DiskState.of(scene.base);
      assertThat(scene.guard(arguments.toArray(String[]::new))).as("%s", arguments).isEqualTo(2);
      assertThat(scene.out()).isEmpty();
      List<String> lines =
          scene.err().lines().filter(line -> !line.startsWith("guard: hint: ")).toList();
      assertThat(lines).hasSize(errors.length);
      for (int i = 0; i < errors.length; i++) {
        assertThat(lines.get(i)).startsWith("guard: error: ").contains(errors[i]);
      }
      assertThat(DiskState.of(scene.base)).isEqualTo(before);
    }
  }

  private void assertRefused(String... errors) throws Exception {
    assertRefused(List.of(), errors);
  }

  /** The negative control: the same list outside of what is judged. */
  @Test
  void aListOutsideOfTheWorkspace() {
    for (String how : List.of("", " --staged", " --base main")) {
      String[] arguments = ("verify --signers " + outside + how).split(" ", -1);
      assertThat(scene.guard(arguments)).as(how + scene.err()).isZero();
      assertThat(scene.out()).doesNotContain("not signed");
    }
  }

  @Test
  void aListInTheWorkspace() throws Exception {
    String said = ".guard/allowed_signers is part of what is judged";
    assertRefused(List.of("--signers", ".guard/allowed_signers"), said);
    String absolute = scene.workspace.resolve(".guard/allowed_signers").toString();
    assertRefused(List.of("--signers", absolute), said);
    assertRefused(List.of("--signers", "../workspace/.guard/allowed_signers"), said);
  }

  @Test
  void aListInTheWorkspaceThroughALink() throws Exception {
    Files.createSymbolicLink(scene.base.resolve("elsewhere"), scene.workspace);
    Files.createSymbolicLink(
        scene.base.resolve("list"), scene.workspace.resolve(".guard/allowed_signers"));
    String said = "is part of what is judged";
    assertRefused(List.of("--signers", "../elsewhere/.guard/allowed_signers"), said);
    assertRefused(List.of("--signers", "../list"), said);
  }

  /** Whoever changes the workspace chooses where a link in it leads. */
  @Test
  void aLinkInTheWorkspaceToAListOutside() throws Exception {
    Files.createSymbolicLink(scene.workspace.resolve("list"), outside);
    Files.createSymbolicLink(scene.workspace.resolve("way"), scene.base);
    String said = "is part of what is judged";
    assertRefused(List.of("--signers", "list"), said);
    assertRefused(List.of("--signers", "way/signers"), said);
  }

  /** As where a CI job sets HOME to the checkout: the change would bring its own signers. */
  @Test
  void theUsersOwnListInTheWorkspace() throws Exception {
    Path inside = Files.createDirectory(scene.workspace.resolve("home"));
    Path list = inside.resolve(".config/guard/allowed_signers");
    Files.createDirectories(list.resolveSibling("."));
    Files.copy(scene.trusted(), list);
    String said = list + " is part of what is judged, so whoever changed that may have";
    for (String how : List.of("verify", "verify --staged", "verify --base main")) {
      Capture capture = new Capture(inside, scene.workspace);
      assertThat(Main.run(capture.surroundings(), how.split(" ", -1))).isEqualTo(2);
      assertThat(capture.err()).startsWith("guard: error: " + said);
    }
    // The negative control: without a list there, such a home is none of guard's business.
    Files.delete(list);
    Capture capture = new Capture(inside, scene.workspace);
    assertThat(Main.run(capture.surroundings(), "verify", "--signers", "" + outside)).isZero();
  }

  @Test
  void aListThatIsNotThere() throws Exception {
    assertRefused(List.of("--signers", "../missing"), "../missing");
    assertRefused(List.of("--signers", scene.base.toString()), "expected a regular file");
  }

  @Test
  void aListThatEverybodyMayWrite() throws Exception {
    Files.setPosixFilePermissions(scene.trusted(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertRefused("expected a file that not everybody may write, found mode 0666");
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--rw-"));
    assertRefused(List.of("--signers", outside.toString()), "not everybody may write");
  }

  @Test
  void aListThatIsALink() throws Exception {
    Files.delete(scene.trusted());
    Files.createSymbolicLink(scene.trusted(), scene.workspace.resolve(".guard/allowed_signers"));
    assertRefused("expected a regular file, found a symbolic link");
  }

  @Test
  void aListThatIsAFifo() throws Exception {
    Files.delete(scene.trusted());
    scene.run(scene.base, List.of("mkfifo", scene.trusted().toString()));
    assertRefused("expected a regular file, found a FIFO");
  }

  @Test
  void aListThatIsADirectory() throws Exception {
    Files.delete(scene.trusted());
    Files.createDirectory(scene.trusted());
    assertRefused("expected a regular file, found a directory");
  }

  /** All mistakes at once, each with its place, and none of their characters raw. */
  @Test
  void aMalformedList() throws Exception {
    String good = Files.readString(scene.trusted());
    Files.writeString(
        scene.trusted(),
        good
            + "eve@example.com ssh-ed25519 AAAA\n"
            + "# a comment\n"
            + "eve\u001b[2J@example.com ssh-ed25519\n"
            + "eve@example.com colour=\"red\" "
            + good.substring(good.indexOf("ssh-ed25519")));
    String place = scene.trusted() + ":";
    assertRefused(
        place + "2:29: ", place + "4:4: ", place + "4:32: ", place + "5:17: ", " has 4 problems");
    assertThat(scene.err()).matches("[\\n\\x20-\\x7e]*");
  }

  @Test
  void aMalformedListOfTheBase() throws Exception {
    scene.write(".guard/allowed_signers", "eve@example.com nonsense\n");
    scene.git("commit", "-q", "-a", "-m", "broken");
    assertThat(scene.guard("verify", "--base", "main")).isEqualTo(2);
    assertThat(scene.err()).contains("guard: error: main:.guard/allowed_signers:1:");
    assertThat(scene.out()).isEmpty();
  }

  /** An empty list is a list: it says that nobody is trusted. */
  @Test
  void anEmptyList() throws Exception {
    Files.writeString(scene.trusted(), "# nobody\n");
    assertThat(scene.guard("verify")).isEqualTo(1);
    assertThat(scene.out()).contains("does not list");
  }
}
