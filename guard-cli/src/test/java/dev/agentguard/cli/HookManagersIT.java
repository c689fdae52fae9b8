package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guard's hooks beside the real husky, lefthook and pre-commit. */
@Tag("real-client")
final class HookManagersIT {

  private static final List<String> PACKAGES = List.of("husky@9.1.7", "lefthook@2.2.2");
  private static final String STAGED = "verify --staged";
  private static final String WARNING = "guard: warning: what is here now is not as accepted";

  private final HookScene scene;

  HookManagersIT(@TempDir Path scratch) throws Exception {
    this.scene = new HookScene(scratch.toRealPath());
  }

  @Test
  void husky_runs_guard_in_the_scripts_of_the_repository() throws Exception {
    Path modules = packages();
    Files.createDirectory(scene.project.resolve(".husky"));
    run(List.of("node", modules.resolve("husky/bin.js").toString()));
    assertThat(scene.git("config", "core.hooksPath")).isEqualTo(".husky/_\n");
    scene.write(".husky/pre-commit", "echo mine\n[ ! -e stop ]\n");
    scene.git("add", ".husky");
    scene.git("commit", "--quiet", "-m", "husky");
    Map<String, String> before = scene.tree(".git/hooks", ".git/config", ".husky");

    scene.install();
    assertThat(scene.status()).isZero();
    scene.git("add", ".husky");
    assertThat(scene.git("commit", "-m", "guard")).contains("mine");
    assertThat(scene.starts()).containsExactly(STAGED);
    everyWayIsJudged();

    run(List.of("node", modules.resolve("husky/bin.js").toString())); // What npm install does.
    assertThat(scene.status()).isZero();
    Files.delete(scene.standIn);
    assertThat(scene.stopped("commit", "--allow-empty", "-m", "x")).contains("guard is missing");
    scene.uninstall();
    assertThat(scene.tree(".git/hooks", ".git/config", ".husky")).isEqualTo(before);
  }

  @Test
  void lefthook_runs_guard_as_one_of_its_commands() throws Exception {
    Path modules = packages();
    Path lefthook;
    try (var found = Files.newDirectoryStream(modules, "lefthook-*")) {
      lefthook = found.iterator().next().resolve("bin/lefthook");
    }
    scene.write("lefthook.yml", "pre-commit:\n  jobs:\n    - run: echo mine\n");
    run(List.of(lefthook.toString(), "install"));
    scene.git("add", "lefthook.yml");
    scene.git("commit", "--quiet", "-m", "lefthook");
    Map<String, String> before = scene.tree("lefthook.yml", "lefthook-local.yml", ".git/config");

    scene.install();
    assertThat(scene.status()).isEqualTo(1);
    run(List.of(lefthook.toString(), "install"));
    assertThat(scene.status()).isZero();
    scene.write("readme", "two\n");
    assertThat(scene.git("commit", "-a", "-m", "two")).contains("mine");
    assertThat(scene.starts()).containsExactly(STAGED);
    everyWayIsJudged();
    scene.git("rm", "--quiet", "readme");
    scene.git("commit", "--quiet", "-m", "only a removal");
    assertThat(scene.starts()).containsExactly(STAGED);
    scene.write("new", "two\n");
    scene.git("add", "new");
    Files.delete(scene.standIn);
    assertThat(scene.tryGit("commit", "-m", "x").exitCode()).isNotZero();

    scene.uninstall();
    assertThat(scene.tree("lefthook.yml", "lefthook-local.yml", ".git/config")).isEqualTo(before);
  }

  @Test
  void the_pre_commit_framework_runs_guard_before_its_own_hooks() throws Exception {
    if (scene.program.run(scene.project, List.of("pre-commit", "--version")).exitCode() != 0) {
      leaveOut("pre-commit is not installed");
    }
    scene.write(".pre-commit-config.yaml", "repos: []\n");
    scene.git("add", ".");
    scene.git("commit", "--quiet", "-m", "config");
    run(List.of("pre-commit", "install"));
    Map<String, String> before = scene.tree(".git/hooks", ".git/config");

    scene.install();
    assertThat(scene.status()).isZero();
    everyWayIsJudged();
    run(List.of("pre-commit", "install"));
    assertThat(scene.status()).isZero();
    scene.uninstall();
    assertThat(scene.tree(".git/hooks", ".git/config")).isEqualTo(before);

    run(List.of("pre-commit", "uninstall"));
    scene.install();
    run(List.of("pre-commit", "install")); // The other order.
    assertThat(scene.status()).isZero();
    everyWayIsJudged();
    scene.uninstall();
    assertThat(scene.tree(".git/hooks", ".git/config")).isEqualTo(before);
  }

  private void everyWayIsJudged() throws Exception {
    scene.write("evil", "one\n");
    scene.git("add", "evil");
    scene.starts();
    assertThat(scene.tryGit("commit", "-m", "evil").exitCode()).isNotZero();
    assertThat(scene.starts()).containsExactly(STAGED);
    assertThat(scene.tryGit("commit", "-a", "-m", "evil").exitCode()).isNotZero();
    assertThat(scene.tryGit("commit", "-m", "evil", "evil").exitCode()).isNotZero();
    assertThat(scene.starts()).containsExactly(STAGED, STAGED);
    String blob = scene.git("rev-parse", "HEAD").strip();
    String tree = scene.git("write-tree").strip();
    String bad = scene.git("commit-tree", tree, "-p", blob, "-m", "evil").strip();
    scene.git("reset", "--quiet", "--hard");
    Program.Result merge = scene.tryGit("merge", "--ff-only", bad);
    assertThat(merge.exitCode()).isZero();
    assertThat(merge.out() + merge.err()).contains(WARNING);
    assertThat(scene.starts()).containsExactly("verify");
    scene.git("reset", "--quiet", "--hard", blob);
    scene.git("checkout", "--quiet", bad);
    assertThat(scene.starts()).containsExactly("verify");
    scene.git("checkout", "--quiet", "main");
    scene.write("readme", scene.git("rev-parse", "HEAD"));
    scene.git("commit", "--quiet", "-a", "-m", "on");
    scene.starts();
    assertThat(scene.tryGit("merge", "--no-edit", bad).exitCode()).isNotZero();
    assertThat(scene.starts()).containsExactly(STAGED);
    scene.git("merge", "--abort");
    scene.starts();
  }

  /** In CI what is missing is a failure; elsewhere it is said and the tests are left out. */
  private static Path packages() throws IOException, InterruptedException {
    Path directory =
        Path.of(System.getProperty("guard.clients", "")).resolveSibling("hook-managers");
    Path modules = directory.resolve("node_modules");
    Path done = directory.resolve("installed");
    if (!Files.exists(done) || !Files.readAllLines(done).equals(PACKAGES)) {
      Files.createDirectories(directory);
      // A connection that hangs makes npm wait for ever.
      ProcessBuilder npm = new ProcessBuilder("timeout", "90", "npm", "install");
      npm.command().addAll(List.of("--prefix", directory.toString(), "--fetch-timeout=30000"));
      npm.command().addAll(List.of("--ignore-scripts", "--no-audit", "--no-fund", "--no-save"));
      npm.command().addAll(PACKAGES);
      String output = "";
      boolean installed = false;
      for (int attempt = 0; attempt < 3 && !installed; attempt++) {
        Process process = npm.redirectErrorStream(true).start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        installed = process.waitFor() == 0;
      }
      if (!installed) {
        leaveOut("husky and lefthook could not be installed from npm:\n" + output);
      }
      Files.write(done, PACKAGES);
    }
    return modules;
  }

  private static void leaveOut(String why) throws IOException {
    if (System.getenv("CI") != null) {
      throw new IOException(why);
    }
    System.err.println("LEFT OUT: a test with a hook manager. " + why);
    abort(why);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Program.Result result = scene.program.run(scene.project, command);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }
}
