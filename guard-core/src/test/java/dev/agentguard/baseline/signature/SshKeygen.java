package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real {@code ssh-keygen}, in a directory of its own, in UTC and without an agent. */
public final class SshKeygen {

  private final Path directory;

  /**
   * @param directory an existing directory for keys and messages
   */
  public SshKeygen(Path directory) {
    this.directory = directory;
  }

  /** Skips the test, or fails it in CI, where the program is not installed. */
  public static void require() throws IOException {
    boolean there;
    try {
      there = new ProcessBuilder("ssh-keygen", "-?").redirectErrorStream(true).start() != null;
    } catch (IOException e) {
      there = false;
    }
    assertThat(there || System.getenv("CI") == null).as("ssh-keygen is missing").isTrue();
    assumeTrue(there, "ssh-keygen is not installed");
  }

  /** Makes a key without a passphrase; gives the line of its public half. */
  public String generate(String name, String... how) throws IOException {
    List<String> command = new ArrayList<>(List.of("-q", "-N", "", "-C", name, "-f", name));
    command.addAll(List.of(how));
    assertThat(run(command, "")).isZero();
    return Files.readString(directory.resolve(name + ".pub")).strip();
  }

  /** Signs, and gives the armoured signature. */
  public byte[] sign(String key, String namespace, byte[] message, String... more)
      throws IOException {
    Path file = directory.resolve("message");
    Files.write(file, message);
    Files.deleteIfExists(directory.resolve("message.sig"));
    List<String> command = new ArrayList<>(List.of("-q", "-Y", "sign", "-n", namespace, "-f", key));
    command.addAll(List.of(more));
    command.add("message");
    assertThat(run(command, "")).isZero();
    return Files.readAllBytes(directory.resolve("message.sig"));
  }

  /** Whether {@code ssh-keygen -Y verify} accepts a signature. */
  boolean verifies(
      byte[] signature, String message, String signers, String namespace, String name, Instant at)
      throws IOException {
    Files.write(directory.resolve("judged.sig"), signature);
    Files.writeString(directory.resolve("signers"), signers);
    return run(
            List.of(
                "-Y",
                "verify",
                "-Overify-time=" + SignerTime.print(at),
                "-n",
                namespace,
                "-I",
                name,
                "-f",
                "signers",
                "-s",
                "judged.sig"),
            message)
        == 0;
  }

  int run(List<String> arguments, String input) throws IOException {
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(arguments);
    Path in = directory.resolve("input");
    Files.writeString(in, input, StandardCharsets.UTF_8);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(directory.resolve("output").toFile())
            .redirectError(directory.resolve("errors").toFile());
    String path = System.getenv("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  /** What the last run said. */
  String said() throws IOException {
    return Files.readString(directory.resolve("output"))
        + Files.readString(directory.resolve("errors"));
  }
}
