package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, a person at a terminal, and the real OpenSSH: what one signs, the other
 * accepts.
 */
final class SigningIT {

  private static final String NAME = "ada@example.com";
  private static final String PASSPHRASE = "correct horse";
  private static final String TRUST = "Trust this key";
  private static final String ACCEPT = "Accept th";

  private final Path scratch;
  private final Program ada;
  private final Path project;

  SigningIT(@TempDir Path directory) throws IOException {
    scratch = directory.toRealPath();
    ada = machine("ada");
    project = Files.createDirectory(scratch.resolve("project"));
  }

  private Program machine(String name) throws IOException {
    Program machine = new Program(Files.createDirectory(scratch.resolve(name)));
    Files.writeString(
        machine.home().resolve(".gitconfig"), "[user]\n\tname = Ada\n\temail = " + NAME + "\n");
    return machine.with("GIT_CONFIG_NOSYSTEM", "1").with("USER", "ada");
  }

  @BeforeEach
  void makeAProject() throws Exception {
    SignedWorkspace.requireProgram("ssh-keygen", "-?");
    SignedWorkspace.requireProgram("git", "--version");
    write("CLAUDE.md", "# Rules\n");
    write(".mcp.json", "{\"mcpServers\": {}}\n");
    run(project, "git", "init", "-q", "-b", "main");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(project.resolve(name), text);
  }

  private String run(Path directory, String... command) throws Exception {
    Program.Result result = ada.run(directory, Arrays.asList(command));
    assertThat(result.exitCode()).as("%s: %s", List.of(command), result.err()).isZero();
    return result.out();
  }

  private Path key(String passphrase) throws Exception {
    Path file = Files.createDirectories(ada.home().resolve(".ssh")).resolve("id_ed25519");
    run(scratch, "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString());
    return file;
  }

  private PseudoTerminal terminal() {
    return new PseudoTerminal(scratch, ada.environment());
  }

  private PseudoTerminal.Result succeed(PseudoTerminal terminal, String... arguments)
      throws Exception {
    PseudoTerminal.Result result = terminal.run(project, Program.guardCommand(arguments));
    assertThat(result.exitCode()).as(result.screen()).isZero();
    return result;
  }

  private void assertVerified(int exitCode, String... arguments) throws Exception {
    Program.Result result = ada.guard(project, arguments);
    assertThat(result.exitCode()).as("%s%s", result.out(), result.err()).isEqualTo(exitCode);
    if (exitCode == 0) {
      assertThat(result.out()).doesNotContain("not signed");
    }
  }

  private List<Path> approvals() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve(".guard/approvals"))) {
      return files.filter(file -> file.toString().endsWith(".approval")).sorted().toList();
    }
  }

  /** Every approval has a signature that {@code ssh-keygen} accepts by the repository's signers. */
  private void assertOpensshAccepts(int count) throws Exception {
    assertThat(approvals()).hasSize(count);
    for (Path approval : approvals()) {
      String out =
          run(
              project,
              "sh",
              "-c",
              "ssh-keygen -Y verify -n guard -I "
                  + NAME
                  + " -f .guard/allowed_signers -s \"$1.sig\" < \"$1\"",
              "sh",
              approval.toString());
      assertThat(out).startsWith("Good \"guard\" signature for " + NAME);
    }
    try (Stream<Path> files = Files.list(project.resolve(".guard/approvals"))) {
      assertThat(files).hasSize(2 * count);
    }
  }

  @Test
  void aKeyFileWithoutAPassphrase() throws Exception {
    key("");
    succeed(terminal().answer(TRUST, "yes").answer(ACCEPT, "yes"), "init");
    assertVerified(0, "verify");
    write("CLAUDE.md", "# Other rules\n");
    assertVerified(1, "verify");
    succeed(terminal().answer(ACCEPT, "yes"), "approve", "CLAUDE.md");
    assertVerified(0, "verify");
    assertOpensshAccepts(2);
  }

  @Test
  void aKeyFileWithAPassphraseThatIsTypedAtTheTerminal() throws Exception {
    key(PASSPHRASE);
    PseudoTerminal.Result result =
        succeed(
            terminal()
                .answer(TRUST, "yes")
                .answer(ACCEPT, "yes")
                .answer("Passphrase for", "wrong")
                .answer("Wrong. Passphrase for", PASSPHRASE),
            "init");
    assertThat(result.screen()).doesNotContain(PASSPHRASE, "wrong");
    assertVerified(0, "verify");
    assertOpensshAccepts(1);
  }

  @Test
  void aKeyThatOnlyTheAgentHas() throws Exception {
    SignedWorkspace.requireProgram("ssh-add", "-?");
    Path key = key("");
    Path socket = scratch.resolve("agent");
    ProcessBuilder builder = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process agent = builder.start();
    try {
      for (int i = 0; i < 500 && !Files.exists(socket); i++) {
        Thread.sleep(20);
      }
      ada.with("SSH_AUTH_SOCK", socket.toString());
      run(scratch, "ssh-add", "-q", key.toString());
      Files.delete(key);
      succeed(terminal().answer(TRUST, "yes").answer(ACCEPT, "yes"), "init");
      assertVerified(0, "verify");
      assertOpensshAccepts(1);
    } finally {
      agent.destroy();
      assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aKeyThatGuardMakes() throws Exception {
    PseudoTerminal.Result result =
        succeed(
            terminal()
                .answer("A passphrase for the new key: ", PASSPHRASE)
                .answer("Again: ", PASSPHRASE)
                .answer(TRUST, "yes")
                .answer(ACCEPT, "yes")
                .answer("Passphrase for", PASSPHRASE),
            "init");
    assertThat(result.screen()).doesNotContain(PASSPHRASE);
    assertVerified(0, "verify");
    assertOpensshAccepts(1);
    Path key = ada.home().resolve(".config/guard/signing_key");
    assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    Program.Result open =
        ada.run(scratch, List.of("ssh-keygen", "-y", "-P", "", "-f", key.toString()));
    assertThat(open.exitCode()).isNotZero();
    String open2 = run(scratch, "ssh-keygen", "-y", "-P", PASSPHRASE, "-f", key.toString());
    assertThat(Files.readString(project.resolve(".guard/allowed_signers")))
        .contains(open2.strip().split(" ", -1)[1]);
  }

  @Test
  void aSignatureThatOpensshMade() throws Exception {
    Path key = key("");
    succeed(terminal().answer(TRUST, "yes").answer(ACCEPT, "yes"), "init");
    Path approval = approvals().get(0);
    Path signature = approval.resolveSibling(approval.getFileName() + ".sig");
    Files.delete(signature);
    assertVerified(1, "verify");
    for (String namespace : List.of("git", "file", "guard")) {
      Files.deleteIfExists(signature);
      run(
          project,
          "ssh-keygen",
          "-q",
          "-Y",
          "sign",
          "-n",
          namespace,
          "-f",
          key.toString(),
          approval.toString());
      assertVerified(namespace.equals("guard") ? 0 : 1, "verify");
    }
    assertOpensshAccepts(1);
  }

  @Test
  void aDescendantOfAnAgentIsRefusedAtATerminalToo() throws Exception {
    key("");
    FakeAgent agent = new FakeAgent(scratch);
    for (String command : List.of("init", "init --unsigned")) {
      assertNothingWritten(
          command,
          terminal()
              .answer(TRUST, "yes")
              .answer(ACCEPT, "yes")
              .run(project, agent.starting(Program.guardCommand(command.split(" ", -1)))),
          "guard init is for people");
    }
    succeed(terminal().answer(TRUST, "yes").answer(ACCEPT, "yes"), "init");
    write("CLAUDE.md", "# Evil rules\n");
    Map<String, String> before = DiskState.of(project);
    PseudoTerminal.Result result =
        terminal()
            .answer(ACCEPT, "yes")
            .run(project, agent.starting(Program.guardCommand("approve", "CLAUDE.md")));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.screen()).contains("guard approve is for people");
    assertThat(DiskState.of(project)).isEqualTo(before);
    assertVerified(1, "verify");
  }

  private void assertNothingWritten(String command, PseudoTerminal.Result result, String said) {
    assertThat(result.exitCode()).as(command).isEqualTo(2);
    assertThat(result.screen()).contains(said);
    assertThat(project.resolve(".guard")).doesNotExist();
    assertThat(ada.home().resolve(".config")).doesNotExist();
  }

  @Test
  void withoutATerminalNothingIsSigned() throws Exception {
    key("");
    assertNothingWritten(
        "init",
        terminal().runWithoutTerminal(project, Program.guardCommand("init")),
        "signing needs a terminal");
  }

  @Test
  void aSecondMachineNeedsTheCommitsAndTheTrustedSigners() throws Exception {
    key("");
    succeed(terminal().answer(TRUST, "yes").answer(ACCEPT, "yes"), "init");
    run(project, "git", "add", "-A");
    run(project, "git", "commit", "-q", "-m", "start");
    run(project, "git", "checkout", "-q", "-b", "branch");
    Program second = machine("second");
    Path clone = scratch.resolve("clone");
    assertThat(
            second
                .run(scratch, List.of("git", "clone", "-q", project.toString(), clone.toString()))
                .exitCode())
        .isZero();

    Program.Result alone = second.guard(clone, "verify");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).contains("nothing says here whose signatures count");
    assertThat(alone.err()).contains("hint: ").contains("guard trust add .guard/allowed_signers");

    Path signers = scratch.resolve("signers");
    Files.copy(project.resolve(".guard/allowed_signers"), signers);
    for (List<String> how :
        List.of(
            List.of("verify", "--signers", signers.toString()),
            List.of("verify", "--base", "origin/branch"),
            List.of("verify", "--staged", "--signers", signers.toString()))) {
      Program.Result result = second.guard(clone, how.toArray(String[]::new));
      assertThat(result.exitCode()).as("%s %s%s", how, result.out(), result.err()).isZero();
      assertThat(result.out()).doesNotContain("not signed");
    }
    assertThat(second.guard(clone, "verify", "--signers", ".guard/allowed_signers").exitCode())
        .isEqualTo(2);

    Files.writeString(clone.resolve("CLAUDE.md"), "# Evil rules\n");
    assertThat(second.guard(clone, "verify", "--signers", signers.toString()).exitCode())
        .isEqualTo(1);
  }
}
