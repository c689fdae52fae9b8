package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A team's repository with its baseline, on a server and in a developer's clone, and what CI
 * systems check out of it. All is done with git's own program.
 */
final class TeamRepository {

  private final Program program;
  private final Path scratch;
  private final Path origin;
  private final Path clone;
  private final String base;

  /**
   * Makes a repository with instructions, a server definition, and code, accepts them, and pushes
   * them.
   *
   * @param base the name of the main branch
   */
  TeamRepository(Program program, Path scratch, String base) throws Exception {
    this.program = program;
    this.scratch = scratch;
    this.base = base;
    this.origin = scratch.resolve("origin.git");
    this.clone = scratch.resolve("clone");
    Path config = scratch.resolve("gitconfig");
    Files.writeString(config, "[user]\n\tname = Ada\n\temail = ada@example.com\n");
    program.with("GIT_CONFIG_GLOBAL", config.toString()).with("GIT_CONFIG_NOSYSTEM", "1");
    git(scratch, "init", "-q", "--bare", "-b", base, origin.toString());
    git(scratch, "clone", "-q", origin.toString(), clone.toString());
    git(clone, "checkout", "-q", "-b", base);
    write("CLAUDE.md", "Be kind.\n");
    write(".mcp.json", "{\"mcpServers\": {}}\n");
    write("app.txt", "1\n");
    Path keys = Files.createDirectory(program.home().resolve(".ssh"));
    Path key = keys.resolve("id_ed25519");
    run(scratch, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
    guard("init");
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "-m", "Start");
    git(clone, "push", "-q", "origin", base);
  }

  Path directory() {
    return clone;
  }

  void write(String file, String text) throws IOException {
    Path path = clone.resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, text);
  }

  /** Starts a branch in the developer's clone. */
  TeamRepository branch(String name) throws Exception {
    git(clone, "checkout", "-q", "-b", name, base);
    return this;
  }

  /** Runs guard at a terminal in the developer's clone; it has to succeed. */
  void guard(String... arguments) throws Exception {
    PseudoTerminal.Result result =
        new PseudoTerminal(scratch, program.environment())
            .answer("(yes/no)", "yes")
            .answer("(yes/no)", "yes")
            .run(clone, Program.guardCommand(arguments));
    assertThat(result.exitCode()).as(result.screen()).isZero();
  }

  /** Commits everything on the present branch and pushes it. */
  void push(String message) throws Exception {
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "-m", message);
    git(clone, "push", "-q", "origin", "HEAD");
  }

  /** What {@code actions/checkout} leaves for a pull request: all branches, the merge as HEAD. */
  Path checkoutMerge(String branch) throws Exception {
    Path checkout = scratch.resolve("merge-checkout");
    git(scratch, "clone", "-q", origin.toString(), checkout.toString());
    git(checkout, "checkout", "-q", "--detach", "origin/" + base);
    git(checkout, "merge", "-q", "--no-ff", "-m", "Merge", "origin/" + branch);
    return checkout;
  }

  /** What other systems leave: the commit of the request and no other branch. */
  Path checkoutAlone(String branch) throws Exception {
    Path checkout = Files.createDirectory(scratch.resolve("alone-checkout"));
    git(checkout, "init", "-q");
    git(checkout, "remote", "add", "origin", origin.toString());
    git(checkout, "fetch", "-q", "origin", "refs/heads/" + branch);
    git(checkout, "checkout", "-q", "--detach", "FETCH_HEAD");
    return checkout;
  }

  /** Runs git; it has to succeed. */
  String git(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(Arrays.asList(arguments));
    return run(directory, command);
  }

  private String run(Path directory, List<String> command) throws Exception {
    Program.Result result = program.run(directory, command);
    assertThat(result.exitCode()).as("%s: %s", command, result.err()).isZero();
    return result.out();
  }
}
