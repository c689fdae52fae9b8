package dev.agentguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.agentguard.surface.Stance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files are read, in which order, and which are refused whatever is in them. */
class PolicyFilesTest {

  private static final String RULE = "version = 1\n[[surface]]\nid = \"build/make\"\nstance = ";

  private Path root;
  private PolicyLocations locations;
  private Path enterprise;
  private Path user;
  private Path workspace;

  @BeforeEach
  void folders(@TempDir Path folder) throws IOException {
    root = folder;
    enterprise = folder("etc");
    user = folder("config");
    workspace = folder("workspace");
    int owner = (int) Files.getAttribute(enterprise, "unix:uid");
    locations = new PolicyLocations(enterprise, owner, user, workspace);
  }

  @Test
  void withoutFilesThePolicyIsTheBuiltInOne() {
    assertThat(Samples.policy(load())).isSameAs(Policy.BUILT_IN);
  }

  @Test
  void partsFollowTheFileInTheOrderOfTheirNames() throws IOException {
    Path parts = folder("etc/policy.d");
    write(parts.resolve("20.toml"), RULE + "'deny'");
    write(parts.resolve("10.toml"), RULE + "'watch'");
    write(parts.resolve(".30.toml"), "not read");
    write(parts.resolve("30.toml~"), "not read");
    write(enterprise.resolve("policy.toml"), RULE + "'ask'");

    Ruling<Stance> ruling = Samples.policy(load()).stance(Samples.surface("build/make"));

    assertThat(ruling.value()).isEqualTo(Stance.DENY);
    assertThat(ruling.file()).isEqualTo(parts.resolve("20.toml").toString());
  }

  @Test
  void filesOfEachLayerAreFound() throws IOException {
    write(user.resolve("policy.toml"), "version = 1\nmode = 'report'");
    write(folder("workspace/.guard").resolve("policy.toml"), RULE + "'deny'");

    Policy policy = Samples.policy(load());

    assertThat(policy.mode(Samples.surface("build/make")).layer()).isEqualTo(Layer.USER);
    assertThat(policy.stance(Samples.surface("build/make")).layer()).isEqualTo(Layer.WORKSPACE);
  }

  @Test
  void theUsualPlaces() {
    Path home = Path.of("/home/a");

    PolicyLocations usual = PolicyLocations.of(Map.of(), home);
    PolicyLocations moved = PolicyLocations.of(Map.of("XDG_CONFIG_HOME", "/x"), home);
    PolicyLocations relative = PolicyLocations.of(Map.of("XDG_CONFIG_HOME", "x"), home);

    assertThat(usual)
        .isEqualTo(
            new PolicyLocations(Path.of("/etc/guard"), 0, home.resolve(".config/guard"), null));
    assertThat(moved.userFile()).isEqualTo(Path.of("/x/guard/policy.toml"));
    assertThat(relative).isEqualTo(usual);
  }

  @Test
  void anEnterpriseFileOfAnotherOwnerIsRefused() throws IOException {
    write(enterprise.resolve("policy.toml"), "version = 1");
    int owner = locations.enterpriseOwner();
    locations = new PolicyLocations(enterprise, owner + 1, user, workspace);

    assertThat(problems())
        .containsExactly(
            "etc:1:1: expected user " + (owner + 1) + " as its owner, found user " + owner,
            "etc/policy.toml:1:1: expected user "
                + (owner + 1)
                + " as its owner, found user "
                + owner);
  }

  @Test
  void enterpriseFilesThatOthersCanWriteAreRefused() throws IOException {
    Path parts = folder("etc/policy.d");
    write(enterprise.resolve("policy.toml"), "version = 1");
    write(parts.resolve("a.toml"), "version = 1");
    mode(enterprise.resolve("policy.toml"), "rw-rw-r--");
    mode(parts, "rwxrwxrwx");
    mode(parts.resolve("a.toml"), "rw-r--rw-");

    String expected = ":1:1: expected that only its owner can write it, found mode ";
    assertThat(problems())
        .containsExactly(
            "etc/policy.toml" + expected + "0664",
            "etc/policy.d" + expected + "0777",
            "etc/policy.d/a.toml" + expected + "0646");
  }

  @Test
  void aUserFileThatAnybodyCanWriteIsRefused() throws IOException {
    write(user.resolve("policy.toml"), "version = 1");
    mode(user.resolve("policy.toml"), "rw-rw-rw-");

    assertThat(problems())
        .containsExactly(
            "config/policy.toml:1:1: expected that only its owner can write it, found mode 0666");
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path elsewhere = folder("elsewhere");
    write(elsewhere.resolve("policy.toml"), "version = 1");
    Files.createSymbolicLink(enterprise.resolve("policy.d"), elsewhere);
    Files.createSymbolicLink(user.resolve("policy.toml"), elsewhere.resolve("policy.toml"));
    Files.createSymbolicLink(workspace.resolve(".guard"), elsewhere);

    assertThat(problems())
        .containsExactly(
            "etc/policy.d:1:1: expected a directory, found a link, which guard does not follow",
            "config/policy.toml:1:1: expected a regular file, found a link, which guard does not"
                + " follow",
            "workspace/.guard:1:1: is a link, which guard does not follow");
  }

  @Test
  @Timeout(30)
  void aFifoIsNotOpened() throws Exception {
    Path fifo = folder("workspace/.guard").resolve("policy.toml");
    Process make = new ProcessBuilder("mkfifo", fifo.toString()).start();
    assumeThat(make.waitFor()).as("mkfifo works here").isZero();

    assertThat(problems())
        .containsExactly("workspace/.guard/policy.toml:1:1: expected a regular file, found a FIFO");
  }

  @Test
  void everythingWrongWithFilesAndTheirContentsIsReportedAtOnce() throws IOException {
    Path parts = folder("etc/policy.d");
    Files.createDirectory(parts.resolve("a.toml"));
    write(parts.resolve("b\u202e.toml"), "version = 3");
    write(user.resolve("policy.toml"), "#" + "x".repeat((int) PolicyFiles.MAX_BYTES));
    Path guard = folder("workspace/.guard");
    Files.write(guard.resolve("policy.toml"), new byte[] {'#', '\n', '#', (byte) 0xff});

    assertThat(problems())
        .containsExactly(
            "etc/policy.d/a.toml:1:1: expected a regular file, found a directory",
            "config/policy.toml:1:1: cannot be read: larger than the limit of 1 MiB: 1048577 bytes",
            "workspace/.guard/policy.toml:2:2: not UTF-8",
            "etc/policy.d/b\\u{202e}.toml:1:1: version: expected 1, found 3");
  }

  private PolicyResult load() {
    return Policies.load(locations, Samples.CATALOGUE);
  }

  private List<String> problems() {
    return Samples.problems(load()).stream()
        .map(problem -> problem.substring(root.toString().length() + 1))
        .toList();
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    mode(folder, "rwxr-xr-x");
    return folder;
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    mode(file, "rw-r--r--");
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
