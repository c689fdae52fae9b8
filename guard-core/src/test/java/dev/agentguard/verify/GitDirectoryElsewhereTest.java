package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git directories that are not where the work tree is: linked worktrees, submodules, tricks. */
class GitDirectoryElsewhereTest {

  private static final String EVIL = "[core]\n\tfsmonitor = touch /tmp/x\n";

  private Path scratch = Path.of("");
  private Path workspace = scratch;

  @BeforeEach
  void makeWorkspace(@TempDir Path directory) throws IOException {
    scratch = directory.toRealPath();
    workspace = Files.createDirectories(scratch.resolve("workspace"));
  }

  @Test
  void theGitDirectoryOfALinkedWorktreeIsProtected() throws IOException {
    Path main = gitDirectory(scratch.resolve("main/.git"), "");
    Path own = Files.createDirectories(main.resolve("worktrees/w"));
    write(own.resolve("HEAD"), "ref: refs/heads/w\n");
    write(own.resolve("commondir"), "../..\n");
    write(workspace.resolve(".git"), "gitdir: " + own + "\n");
    write(main.resolve("hooks/pre-commit"), "#!/bin/sh\n");
    write(main.resolve("config"), EVIL);

    assertThat(paths())
        .contains(".git", main.resolve("hooks/pre-commit").toString(), main + "/config");
  }

  @Test
  void aPointerIntoTheOwnGitDirectoryNeedsNoAcceptance() throws IOException {
    Path own = linkedWorktree("../..\n");

    assertThat(paths()).isEmpty();
    assertThat(own).isDirectory();
  }

  @Test
  void blanksInPointersCountAsTheyDoForGit() throws IOException {
    linkedWorktree("../../objects/clone \n");
    gitDirectory(workspace.resolve(".git/objects/clone"), "");
    gitDirectory(workspace.resolve(".git/objects/clone "), EVIL);

    assertThat(paths()).containsExactly(".git/objects/clone /config");
  }

  @Test
  void linksInPointersAreFollowedBeforeDotDot() throws IOException {
    gitDirectory(workspace.resolve(".git"), "");
    gitDirectory(workspace.resolve(".git/modules/lib"), "");
    Path elsewhere = Files.createDirectories(scratch.resolve("elsewhere/inner"));
    gitDirectory(scratch.resolve("elsewhere/.git/modules/lib"), EVIL);
    Files.createSymbolicLink(workspace.resolve("link"), elsewhere);
    write(workspace.resolve("lib/.git"), "gitdir: ../link/../.git/modules/lib\n");

    assertThat(paths())
        .contains("lib/.git", scratch.resolve("elsewhere/.git/modules/lib/config").toString());
  }

  @Test
  void aPointerToNoGitDirectoryLeadsNowhere() throws IOException {
    write(scratch.resolve("elsewhere/.git/config"), EVIL);
    write(workspace.resolve("x/.git"), "gitdir: " + scratch.resolve("elsewhere") + "\n");

    assertThat(paths()).containsExactly("x/.git");
  }

  @Test
  void aBareRepositoryInTwoPartsIsOne() throws IOException {
    write(workspace.resolve("lib/a/HEAD"), "ref: refs/heads/main\n");
    write(workspace.resolve("lib/a/commondir"), "../b\n");
    Files.createDirectories(workspace.resolve("lib/b/objects"));
    Files.createDirectories(workspace.resolve("lib/b/refs"));
    write(workspace.resolve("lib/b/config"), EVIL);

    assertThat(paths()).contains("lib/a/commondir", "lib/b/config");
  }

  @Test
  void scriptsOfAProjectInsideAreRelativeToIt() throws IOException {
    gitDirectory(workspace.resolve("sub/.git"), "");
    write(workspace.resolve("sub/.git/hooks/pre-commit"), "#!/bin/sh\nsh ./tools/lint.sh\n");
    write(workspace.resolve("sub/tools/lint.sh"), "echo\n");
    write(
        workspace.resolve("pkg/.mcp.json"),
        "{\"mcpServers\": {\"a\": {\"command\": \"${workspaceFolder}/run.sh\"}}}");
    write(workspace.resolve("pkg/run.sh"), "echo\n");

    assertThat(paths()).contains("sub/tools/lint.sh", "pkg/run.sh");
  }

  @Test
  void manyCommandsTakeNoQuadraticTime() throws IOException {
    StringBuilder servers = new StringBuilder("{\"mcpServers\": {\"x\": {\"command\": \"./x\"}");
    for (int i = 0; i < 18_000; i++) {
      servers.append(",\"s").append(i).append("\":{\"command\":\"./s").append(i).append("\"}");
    }
    write(workspace.resolve(".mcp.json"), servers.append("}}").toString());

    assertTimeout(Duration.ofSeconds(60), () -> assertThat(paths()).contains(".mcp.json"));
  }

  @Test
  void aRelativeHooksDirectoryIsOneInEachWorkTree() throws IOException {
    linkedWorktree("../..\n");
    write(workspace.resolve(".git/config"), "[core]\n\thooksPath = tools/hooks\n");
    write(workspace.resolve("tools/hooks/pre-commit"), "#!/bin/sh\n");
    write(workspace.resolve("w/tools/hooks/pre-commit"), "#!/bin/sh\n");
    write(workspace.resolve("x/tools/hooks/pre-commit"), "#!/bin/sh\n");

    assertThat(paths())
        .containsExactlyInAnyOrder(
            ".git/config", "tools/hooks/pre-commit", "w/tools/hooks/pre-commit");
  }

  private Path linkedWorktree(String commonDirectory) throws IOException {
    Path main = gitDirectory(workspace.resolve(".git"), "");
    Path own = Files.createDirectories(main.resolve("worktrees/w"));
    write(own.resolve("HEAD"), "ref: refs/heads/w\n");
    write(own.resolve("commondir"), commonDirectory);
    write(own.resolve("gitdir"), workspace.resolve("w/.git") + "\n");
    write(workspace.resolve("w/.git"), "gitdir: " + own + "\n");
    return own;
  }

  private static Path gitDirectory(Path directory, String config) throws IOException {
    Files.createDirectories(directory.resolve("objects"));
    Files.createDirectories(directory.resolve("refs"));
    write(directory.resolve("HEAD"), "ref: refs/heads/main\n");
    write(directory.resolve("config"), config);
    return directory;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private List<String> paths() throws IOException {
    Path home = Files.createDirectories(scratch.resolve("home"));
    Target target = new Target(Target.Kind.WORKSPACE, workspace, home, Map.of());
    AcceptedState nothing =
        AcceptedState.open(target, scratch.resolve("state"), Files.getOwner(home));
    Report report =
        new Verification(Catalogue.load(), nothing, new SnapshotReader(), Severity.LOW).run();
    assertThat(report.problems()).isEmpty();
    return report.findings().stream()
        .filter(finding -> finding.kind() != Finding.Kind.ANCESTOR)
        .map(Finding::path)
        .distinct()
        .toList();
  }
}
