package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged program as a user whom permissions bind. A build that runs as root, whom they do
 * not, starts it as nobody.
 */
final class OrdinaryUserIT {

  private static final String NOBODY = "65534";

  private Path scratch = Path.of("unset");
  private boolean root;

  @BeforeEach
  void makeAPlaceThatEveryUserReaches() throws Exception {
    root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    boolean can = !root || run(List.of("setpriv", "--version")) == 0;
    assertThat(can || System.getenv("CI") == null).as("setpriv is missing").isTrue();
    assumeTrue(can, "runs as root and has no setpriv to become an ordinary user with");
    scratch =
        Files.createTempDirectory(
            "guard-it-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path program = Path.of(System.getProperty("guard.program", ""), "..", "..").normalize();
    ScratchDirectory.copy(program, scratch.resolve("guard"));
    Files.createDirectories(scratch.resolve("home/project/.claude"));
    Files.writeString(scratch.resolve("home/project/.claude/settings.json"), "{}\n");
    Files.writeString(scratch.resolve("home/project/.mcp.json"), "{\"mcpServers\": {}}\n");
    if (root) {
      assertThat(run(List.of("chown", "-R", NOBODY, scratch.resolve("home").toString()))).isZero();
    }
  }

  @AfterEach
  void cleanUp() throws Exception {
    run(List.of("chmod", "-R", "u+rwx", scratch.toString()));
    ScratchDirectory.delete(scratch);
  }

  @Test
  void whatMayNotBeReadIsNotCalledClean() throws Exception {
    Path project = scratch.resolve("home/project");
    assertThat(guard("init", "--unsigned")).isZero();
    assertThat(guard("verify")).isZero();

    Files.setPosixFilePermissions(
        project.resolve(".mcp.json"), PosixFilePermissions.fromString("---------"));
    assertThat(guard("verify")).isEqualTo(2);
    Files.setPosixFilePermissions(
        project.resolve(".mcp.json"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(guard("verify")).isZero();

    Files.setPosixFilePermissions(
        project.resolve(".claude"), PosixFilePermissions.fromString("---------"));
    assertThat(guard("verify")).isEqualTo(2);
  }

  private int guard(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(
          List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
    }
    command.add(scratch.resolve("guard/bin/guard").toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Path project = scratch.resolve("home/project");
    if (Files.isDirectory(project)) {
      builder.directory(project.toFile());
      builder.environment().put("HOME", scratch.resolve("home").toString());
      builder.environment().remove("XDG_STATE_HOME");
    }
    return builder.start().waitFor();
  }
}
