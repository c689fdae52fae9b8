package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.SnapshotReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a repository's own content, against the real git's opinion; and where it is accepted. */
class GitContentTest {

  private static final String[] PATHS = {
    ".mcp.json",
    "a/.mcp.json",
    "a/b/.mcp.json",
    "build/.mcp.json",
    "build/keep/.mcp.json",
    "build2/.mcp.json",
    "deep/build/.mcp.json",
    "local.code-workspace",
    "a/local.code-workspace",
    "a/other.code-workspace",
    "a/kept.code-workspace",
    "sp ace/.mcp.json",
    "x/y/z/CLAUDE.md",
    "x/CLAUDE.md",
    "CLAUDE.md",
    "#hash/CLAUDE.md",
    "excluded/CLAUDE.md",
    "UPPER/CLAUDE.md",
    "upper/CLAUDE.md",
    "[b]/CLAUDE.md",
    "b/CLAUDE.md",
    "tracked/CLAUDE.md",
  };

  private final Scene scene;
  private final Git git;

  GitContentTest(@TempDir Path directory) throws Exception {
    scene = new Scene(directory);
    git = Git.at(scene.home());
  }

  @Test
  void ignoresWhatGitIgnores() throws Exception {
    Path workspace = scene.workspace();
    git.run(workspace, "init", "-q");
    for (String path : PATHS) {
      scene.write("workspace/" + path, "{}\n");
    }
    scene.write(
        "workspace/.gitignore",
        """
        # comment
        /build/
        !/build/keep
        *.code-workspace
        sp\\ ace/
        x/**/CLAUDE.md
        \\#hash
        UPPER
        \\[b\\]/
        tracked/
        trailing/ \s
        """);
    scene.write("workspace/a/.gitignore", "!kept.code-workspace\nb/\n");
    scene.write("workspace/.git/info/exclude", "/excluded\n");
    git.run(workspace, "add", "-f", "tracked/CLAUDE.md");

    Target target = scene.target(Target.Kind.WORKSPACE);
    SnapshotReader reader = new SnapshotReader();
    GitContent content =
        new GitContent(
            target,
            new Surveyor(Scene.CATALOGUE, target, reader).survey(),
            reader,
            new Derivations(Scene.CATALOGUE, target));
    for (String path : PATHS) {
      boolean ignored = git.succeeds(workspace, "check-ignore", "-q", "--", path);
      assertThat(content.isOwn(path)).as(path).isEqualTo(!ignored);
    }
  }

  @Test
  void eachPathIsAcceptedWhereItBelongs() throws Exception {
    Path workspace = scene.workspace();
    git.run(workspace, "init", "-q");
    git.run(workspace, "config", "core.pager", "less");
    scene.write("workspace/.gitignore", "local/\n");
    scene.write("workspace/CLAUDE.md", "own\n");
    scene.write("workspace/local/CLAUDE.md", "ignored\n");
    scene.write("workspace/.git/hooks/pre-commit", "#!/bin/sh\n");
    scene.git("workspace/vendor/lib");
    scene.write("workspace/vendor/lib/CLAUDE.md", "of another repository\n");
    scene.write("home/shared.md", "outside\n");
    Files.createSymbolicLink(workspace.resolve("AGENTS.md"), scene.home().resolve("shared.md"));

    scene.accept(Target.Kind.WORKSPACE);
    assertThat(scene.complaints(Target.Kind.WORKSPACE)).isEmpty();

    assertThat(entries(workspace.resolve(".guard/approvals")))
        .contains(" CLAUDE.md\n", " AGENTS.md\n")
        .doesNotContain("local/", ".git/", "vendor/", "~/", "shared");
    assertThat(entries(scene.state()))
        .contains(
            " local/CLAUDE.md\n",
            " .git/hooks/pre-commit\n",
            " .git/config\n",
            " vendor/lib/CLAUDE.md\n",
            " ~/shared.md\n")
        .doesNotContain(" CLAUDE.md\n", " AGENTS.md\n");

    assertThat(scene.accept(Target.Kind.WORKSPACE).written()).as("nothing is new").isEmpty();
    scene.write("workspace/local/CLAUDE.md", "changed\n");
    assertThat(scene.accept(Target.Kind.WORKSPACE, Set.of("CLAUDE.md")).written()).isEmpty();
    assertThat(scene.verify(Target.Kind.WORKSPACE).exitCode()).isEqualTo(1);
  }

  /** The text of all approvals below a directory. */
  private static String entries(Path directory) throws Exception {
    StringBuilder text = new StringBuilder();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".approval")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
