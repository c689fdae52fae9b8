package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that the packaged program installs, run by the real git. */
final class HooksIT {

  private static final String STAGED = "verify --staged";
  private static final String WARNING = "guard: warning: what is here now is not as accepted";

  private final HookScene scene;

  HooksIT(@TempDir Path scratch) throws Exception {
    this.scene = new HookScene(scratch.toRealPath());
  }

  @Test
  void every_way_to_commit_is_judged_once() throws Exception {
    scene.install();
    assertThat(scene.status()).isZero();
    scene.write("readme", "two\n");
    scene.git("commit", "--quiet", "-a", "-m", "two");
    assertThat(scene.starts()).containsExactly(STAGED);

    scene.write("evil", "one\n");
    scene.write("readme", "three\n");
    scene.git("commit", "--quiet", "-m", "three", "readme");
    scene.starts();
    scene.git("add", "evil");
    assertThat(scene.stopped("commit", "-m", "evil")).contains("high  created  evil");
    assertThat(scene.starts()).containsExactly(STAGED);
    scene.stopped("commit", "-a", "-m", "evil");
    scene.stopped("commit", "-m", "evil", "evil");
    scene.stopped("commit", "--amend", "--no-edit");
    assertThat(scene.starts()).containsExactly(STAGED, STAGED, STAGED);
    scene.write("readme", "four\n");
    scene.git("commit", "--quiet", "-m", "four", "readme");
    assertThat(scene.starts()).containsExactly(STAGED);
  }

  @Test
  void without_the_hook_the_same_commit_goes_through() throws Exception {
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.git("commit", "--quiet", "-m", "evil");
    assertThat(scene.starts()).isEmpty();
  }

  @Test
  void a_guard_that_is_missing_or_broken_stops_commits_and_warns_after_checkouts()
      throws Exception {
    scene.install();
    scene.git("branch", "other");
    scene.write("readme", "two\n");
    scene.git("commit", "--quiet", "-a", "-m", "two");
    scene.write("readme", "three\n");
    Path program = scene.standIn;

    HookScene.program(program, "#!/bin/sh\nkill -SEGV $$\n");
    assertThat(scene.stopped("commit", "-a", "-m", "three"))
        .contains("could not verify (exit code");
    HookScene.program(program, "#!/nowhere\n");
    assertThat(scene.stopped("commit", "-a", "-m", "three"))
        .contains("could not verify (exit code");
    Files.delete(program);
    Files.createDirectory(program);
    assertThat(scene.stopped("commit", "-a", "-m", "three"))
        .contains("stopped: " + program + " is missing or not executable")
        .contains("guard: hint: ");
    assertThat(scene.status()).isEqualTo(1);
    assertThat(scene.git("checkout", "--quiet", "-f", "other"))
        .contains("guard: warning: not verified: " + program);
  }

  @Test
  void merges_and_pulls_are_judged() throws Exception {
    scene.git("checkout", "--quiet", "-b", "bad");
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.git("commit", "--quiet", "-m", "evil");
    scene.git("checkout", "--quiet", "main");
    scene.git("checkout", "--quiet", "-b", "ahead");
    scene.write("readme", "two\n");
    scene.git("commit", "--quiet", "-a", "-m", "two");
    scene.install();

    scene.stopped("merge", "--quiet", "--no-edit", "bad"); // A true merge.
    assertThat(scene.starts()).containsExactly(STAGED);
    scene.git("merge", "--abort");

    scene.git("checkout", "--quiet", "main");
    scene.starts();
    assertThat(scene.git("merge", "--quiet", "--ff-only", "bad")).contains(WARNING);
    assertThat(scene.starts()).containsExactly("verify");
    scene.git("reset", "--quiet", "--hard", "HEAD~1");
    scene.starts();
    assertThat(scene.git("pull", "--quiet", "--no-rebase", ".", "bad")).contains(WARNING);
    assertThat(scene.starts()).containsExactly("verify");
    scene.git("reset", "--quiet", "--hard", "HEAD~1");
    scene.git("merge", "--quiet", "--no-edit", "ahead");
  }

  @Test
  void what_a_checkout_a_rebase_or_a_new_worktree_brings_is_judged() throws Exception {
    scene.git("checkout", "--quiet", "-b", "bad");
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.git("commit", "--quiet", "-m", "evil");
    scene.git("checkout", "--quiet", "main");
    scene.write("readme", "two\n");
    scene.git("commit", "--quiet", "-a", "-m", "two");
    scene.install();

    assertThat(scene.git("checkout", "--quiet", "bad")).contains(WARNING);
    assertThat(scene.starts()).containsExactly("verify");
    scene.git("checkout", "--quiet", "-b", "same");
    assertThat(scene.starts()).isEmpty();
    assertThat(scene.git("rebase", "--quiet", "main")).contains(WARNING);
    assertThat(scene.starts()).containsOnly("verify").hasSizeLessThanOrEqualTo(2);
    scene.git("checkout", "--quiet", "main");
    assertThat(scene.git("checkout", "bad", "--", "evil")).contains(WARNING);
    scene.git("rm", "--quiet", "--force", "evil");
    scene.write("readme", "three\n");
    scene.git("stash", "--quiet");
    scene.git("stash", "pop", "--quiet");
    scene.starts();

    Path linked = scene.project.resolveSibling("linked");
    assertThat(scene.git("worktree", "add", "--quiet", linked.toString(), "bad")).contains(WARNING);
    assertThat(scene.starts()).containsExactly("verify");
    Files.writeString(linked.resolve("evil"), "two\n");
    Program.Result result = scene.run(linked, "commit", "-a", "-m", "evil");
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("guard: error: stopped: ");
    assertThat(scene.starts()).containsExactly(STAGED);
  }

  @Test
  void a_patch_from_a_mail_is_judged() throws Exception {
    scene.git("checkout", "--quiet", "-b", "bad");
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.git("commit", "--quiet", "-m", "evil");
    scene.git(
        "format-patch", "--quiet", "-1", "-o", scene.project.resolveSibling("mail").toString());
    scene.git("checkout", "--quiet", "main");
    scene.install();
    scene.stopped("am", "--quiet", scene.project.resolveSibling("mail") + "/0001-evil.patch");
    assertThat(scene.starts()).containsExactly(STAGED);
  }

  @Test
  void hooks_that_are_there_still_run_and_count_and_are_restored() throws Exception {
    Path hooks = Files.createDirectories(scene.project.resolve(".git/hooks"));
    HookScene.program(hooks.resolve("pre-commit"), "#!/bin/bash -eu\necho mine\n[ ! -e stop ]");
    HookScene.program(hooks.resolve("post-checkout"), "#!/bin/sh\r\n");
    Files.delete(hooks.resolve("post-checkout"));
    Map<String, String> before = scene.tree(".git/hooks", ".git/config");
    scene.install();
    scene.write("readme", "two\n");
    assertThat(scene.git("commit", "-a", "-m", "two")).contains("mine");
    scene.write("stop", "\n");
    scene.write("readme", "three\n");
    assertThat(scene.tryGit("commit", "-a", "-m", "three").exitCode()).isNotZero();

    scene.uninstall();
    assertThat(scene.tree(".git/hooks", ".git/config")).isEqualTo(before);
    Files.delete(scene.project.resolve("stop"));
    scene.git("commit", "--quiet", "-a", "-m", "three");
    assertThat(scene.starts()).containsExactly(STAGED, STAGED);
  }

  @Test
  void a_relative_directory_of_hooks_is_the_repositorys() throws Exception {
    scene.git("config", "core.hooksPath", "tools/hooks");
    Map<String, String> before = scene.tree(".git/hooks", ".git/config", "tools");
    scene.install();
    assertThat(Files.readString(scene.project.resolve("tools/hooks/pre-commit")))
        .doesNotContain(scene.standIn.toString());
    judgesACommit();
    Path planted = Files.createDirectories(scene.project.resolve("node_modules/.bin"));
    HookScene.program(planted.resolve("guard"), "#!/bin/sh\nexit 0\n");
    scene.program.withPrograms(planted).withPrograms(Path.of("node_modules/.bin"));
    judgesACommit();

    Files.delete(scene.standIn);
    assertThat(scene.stopped("commit", "-m", "evil")).contains("stopped: guard is missing");
    scene.uninstall();
    assertThat(scene.tree(".git/hooks", ".git/config", "tools")).isEqualTo(before);
  }

  @Test
  void a_directory_of_hooks_of_the_machine_needs_to_be_asked_for() throws Exception {
    Path hooks = Files.createDirectory(scene.program.home().resolve("hooks"));
    HookScene.program(hooks.resolve("pre-commit"), "#!/bin/sh\n");
    scene.git("config", "--global", "core.hooksPath", "~/hooks");
    Program.Result refused = scene.program.guard(scene.project, "hook", "install");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--shared");

    scene.install("--shared");
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.git("commit", "--quiet", "-m", "no baseline here");
    assertThat(scene.starts()).isEmpty();
    Files.createDirectory(scene.project.resolve(".guard"));
    scene.write(".guard/repository", "x\n");
    scene.git("add", ".guard");
    scene.stopped("commit", "-m", "evil");
    scene.git("rm", "--quiet", "--cached", "evil");
    scene.git("commit", "--quiet", "-m", "baseline");
    scene.git("rm", "--quiet", "-r", ".guard");
    scene.git("add", "evil");
    scene.stopped("commit", "-m", "baseline taken away");

    assertThat(scene.program.guard(scene.project, "hook", "uninstall").exitCode()).isEqualTo(2);
    scene.uninstall("--shared");
    assertThat(hooks.toFile().list()).containsExactly("pre-commit");
    assertThat(hooks.resolve("pre-commit")).hasContent("#!/bin/sh\n");
  }

  @Test
  void an_absolute_directory_of_hooks_in_the_work_tree() throws Exception {
    scene.git("config", "core.hooksPath", scene.project.resolve("hooks").toString());
    scene.install();
    judgesACommit();
    scene.uninstall();
    assertThat(scene.project.resolve("hooks")).doesNotExist();
  }

  private void judgesACommit() throws Exception {
    scene.starts();
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.stopped("commit", "-m", "evil");
    assertThat(scene.starts()).containsExactly(STAGED);
  }

  @Test
  void status_tells_programs_and_people() throws Exception {
    Program.Result missing = scene.program.guard(scene.project, "hook", "status");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.out()).startsWith("missing      pre-commit        .git/hooks/pre-commit\n");
    scene.install();
    Program.Result json = scene.program.guard(scene.project, "hook", "status", "--format", "json");
    assertThat(json.exitCode()).isZero();
    JsonSchemaTest.assertValid(JsonSchemaTest.ours("json-hooks.schema.json"), json.out());
  }

  @Test
  void the_hooks_have_to_be_accepted_and_the_command_for_it_is_shown() throws Exception {
    assertThat(scene.program.byPerson(scene.project, "init", "--unsigned").exitCode()).isZero();
    Program.Result install =
        scene.program.guard(
            scene.project, "hook", "install", "--program", scene.standIn.toString());
    assertThat(scene.program.guard(scene.project, "verify").exitCode()).isEqualTo(1);
    acceptAsShown(install);
    acceptAsShown(scene.program.guard(scene.project, "hook", "uninstall"));
  }

  private void acceptAsShown(Program.Result result) throws Exception {
    String mark = "accept this change: guard ";
    assertThat(result.err()).contains(mark);
    String shown = result.err().substring(result.err().indexOf(mark) + mark.length()).strip();
    Program.Result approve = scene.program.byPerson(scene.project, shown.split(" ", -1));
    assertThat(approve.exitCode()).as(approve.err()).isZero();
    Program.Result verify = scene.program.guard(scene.project, "verify");
    assertThat(verify.exitCode()).as(verify.out()).isZero();
  }

  private void makeKey() throws Exception {
    Path ssh = Files.createDirectory(scene.program.home().resolve(".ssh"));
    String file = ssh.resolve("id_ed25519").toString();
    List<String> command = List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file);
    assertThat(scene.program.run(scene.project, command).exitCode()).isZero();
  }

  @Test
  void the_page_about_hooks_shows_what_works() throws Exception {
    String page = Files.readString(Path.of("../docs/hooks.md"));
    String block = page.substring(page.indexOf("```sh\n") + 6);
    List<String> lines = block.substring(0, block.indexOf("```")).lines().toList();
    assertThat(lines).hasSize(5).allMatch(line -> line.startsWith("guard "));
    makeKey();
    for (String line : lines) {
      Program.Result result =
          scene.program.byPerson(scene.project, line.substring(6).split(" ", -1));
      assertThat(result.exitCode()).as(line + "\n" + result.out() + result.err()).isZero();
    }
  }

  @Test
  void a_program_in_the_work_tree_is_not_trusted() throws Exception {
    HookScene.program(scene.project.resolve("guard"), "#!/bin/sh\n");
    Program.Result result =
        scene.program.guard(scene.project, "hook", "install", "--program", "./guard");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("in the repository that it is to check");
    assertThat(scene.status()).isEqualTo(1);
  }

  /** The packaged guard is both: the one that installs and the one that hooks start. */
  @Test
  void guard_itself_judges_what_would_be_committed() throws Exception {
    Program program = scene.program;
    assertThat(program.byPerson(scene.project, "init", "--unsigned").exitCode()).isZero();
    scene.git("add", ".guard");
    assertThat(program.guard(scene.project, "hook", "install").exitCode()).isZero();
    scene.git("commit", "--quiet", "-m", "baseline");
    scene.write(".mcp.json", "{\"mcpServers\": {\"x\": {\"command\": \"sh\"}}}\n");
    scene.write("readme", "two\n");
    scene.git("commit", "--quiet", "-m", "only the readme", "readme");
    scene.git("add", ".");
    assertThat(scene.stopped("commit", "-m", "server")).contains(".mcp.json");
    scene.stopped("commit", "-a", "-m", "server");
    scene.stopped("commit", "-m", "server", ".mcp.json");
    assertThat(program.byPerson(scene.project, "approve", "--unsigned", ".mcp.json").exitCode())
        .isZero();
    scene.git("add", ".");
    scene.git("commit", "--quiet", "-m", "server");
  }
}
