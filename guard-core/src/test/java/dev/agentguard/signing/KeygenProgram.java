package dev.agentguard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OpenSSH's own programs, in a directory of a test. */
final class KeygenProgram {

  static final String PASSPHRASE = "correct horse";

  private final Path directory;

  /**
   * @param directory an existing one; it is also the home
   */
  KeygenProgram(Path directory) throws IOException {
    boolean there = Files.isExecutable(Path.of("/usr/bin/ssh-keygen"));
    assertThat(there || System.getenv("CI") == null).as("ssh-keygen is missing").isTrue();
    assumeTrue(there, "ssh-keygen is not installed");
    this.directory = directory;
    Files.createDirectories(directory.resolve(".ssh"));
  }

  /** Makes a key in {@code ~/.ssh}; {@code options} say which. */
  Path key(String name, String passphrase, String... options) throws Exception {
    Path file = directory.resolve(".ssh").resolve(name);
    List<String> command =
        new ArrayList<>(List.of("ssh-keygen", "-q", "-N", passphrase, "-f", file.toString()));
    command.addAll(List.of(options));
    assertThat(run(command, new byte[0]).code()).isZero();
    return file;
  }

  /** Whether the real ssh-keygen takes a signature. */
  boolean verifies(Path publicKey, String namespace, byte[] armoured, byte[] message)
      throws Exception {
    Path signers = directory.resolve("allowed");
    Path signature = directory.resolve("signature");
    Files.writeString(signers, "who " + Files.readString(publicKey));
    Files.write(signature, armoured);
    List<String> command =
        List.of(
            "ssh-keygen",
            "-Y",
            "verify",
            "-n",
            namespace,
            "-I",
            "who",
            "-f",
            signers.toString(),
            "-s",
            signature.toString());
    return run(command, message).code() == 0;
  }

  record Result(int code, String out) {}

  Result run(List<String> command, byte[] input) throws Exception {
    Path in = Files.write(directory.resolve("input"), input);
    Path out = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    int code = builder.start().waitFor();
    return new Result(code, Files.readString(out));
  }

  Map<String, String> environment() {
    return Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString(), "LC_ALL", "C.UTF-8");
  }

  /** The person whose home this is. */
  Person person(Map<String, String> more) throws IOException {
    Map<String, String> variables = new HashMap<>(environment());
    variables.putAll(more);
    return new Person(directory, Files.getOwner(directory), variables, "host");
  }

  static void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
