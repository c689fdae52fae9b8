package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A workspace and a home in which Ada has an SSH key of the real {@code ssh-keygen}. */
final class SignedWorkspace {

  final Path base;
  final Path home;
  final Path workspace;
  private Capture capture = new Capture();

  SignedWorkspace(Path directory) throws Exception {
    base = directory.toRealPath();
    home = Files.createDirectory(base.resolve("home"));
    workspace = Files.createDirectory(base.resolve("workspace"));
    Files.writeString(home.resolve(".gitconfig"), "[user]\n\temail = ada@example.com\n");
    Files.createDirectory(home.resolve(".ssh"));
    requireProgram("ssh-keygen", "-?");
    key(home.resolve(".ssh/id_ed25519"));
    write("CLAUDE.md", "# Rules\n");
    write(".mcp.json", "{\"mcpServers\": {}}\n");
  }

  /** Skips the test, or fails it in CI, where the program is not installed. */
  static void requireProgram(String... command) throws Exception {
    boolean there;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      there = process.waitFor() >= 0;
    } catch (IOException e) {
      there = false;
    }
    assertThat(there || System.getenv("CI") == null).as("%s is missing", command[0]).isTrue();
    assumeTrue(there, "SKIPPED: " + command[0] + " is not installed");
  }

  /** Makes a key without a passphrase. */
  void key(Path file) throws Exception {
    run(
        base,
        List.of(
            "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString()));
  }

  Path write(String name, String text) throws IOException {
    Path file = workspace.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, text);
  }

  /** Ada makes the baseline, signs it, and has her key trusted. */
  void init() {
    assertThat(guard(FakePeople.answering(Terminal.YES, Terminal.YES), "init")).as(err()).isZero();
    assertThat(guard("verify")).as(out() + err()).isZero();
  }

  int guard(String... arguments) {
    return guard(FakePeople.answering(Terminal.YES), arguments);
  }

  int guard(People people, String... arguments) {
    capture = new Capture(home, workspace).with(people);
    return Main.run(capture.surroundings(), arguments);
  }

  String out() {
    return capture.out();
  }

  String err() {
    return capture.err();
  }

  /** The file that says whom Ada trusts. */
  Path trusted() {
    return home.resolve(".config/guard/allowed_signers");
  }

  /** Git in the workspace, with no configuration but its own and the home's. */
  String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(workspace, command);
  }

  String run(Path directory, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("XDG_"));
    environment.put("HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", home.resolve(".gitconfig").toString());
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", "Ada");
      environment.put("GIT_" + role + "_EMAIL", "ada@example.com");
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    return output.strip();
  }
}
