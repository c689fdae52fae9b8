package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.git.GitFileSystem;
import dev.agentguard.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For random trees: what is found in a commit and in an index is what is found in a checkout. */
class TreeSurveyPropertyTest {

  private static final String[] NAMES = {
    ".claude",
    "skills",
    "CLAUDE.md",
    "settings.json",
    ".mcp.json",
    ".cursor",
    "rules",
    "a.mdc",
    "src",
    "package.json",
    ".vscode",
    "tasks.json",
    "HEAD",
    "objects",
    "refs",
    "config",
    "hooks",
    ".envrc",
    "commands",
    "README.md",
    "x.sh",
    "AGENTS.md",
    "caf\u00e9",
    "Claude.md ",
    "CLAUDE.MD."
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theSurveysAreEqual(long seed, @TempDir Path scratch) throws Exception {
    Scene scene = new Scene(scratch);
    Git git = Git.at(scene.home());
    Path root = scene.workspace();
    git.run(root, "init", "-q", "-b", "main");
    Random random = new Random(seed);
    fill(root, random, 0);
    git.run(root, "add", "-A");
    git.run(root, "commit", "-q", "--allow-empty", "-m", "all");
    if (seed % 2 == 0) {
      git.run(root, "gc", "-q");
    }
    Map<String, String> disk = survey(root, scene.home());
    GitRepository repository = GitRepository.open(root, Map.of(), root);
    GitRepository.Revision head = repository.find("HEAD").orElseThrow();
    for (GitFileSystem tree :
        List.of(repository.tree(head, root.toString()), repository.index(root.toString()))) {
      assertThat(survey(tree.workTree(), tree.getPath(scene.home().toString()))).isEqualTo(disk);
    }
    assertThat(disk).isNotEmpty();
  }

  /** A directory that git takes for its own has more that matters; so have directories far down. */
  @Test
  void aGitDirectoryInATree(@TempDir Path scratch) throws Exception {
    Scene scene = new Scene(scratch);
    Git git = Git.at(scene.home());
    Path root = scene.workspace();
    git.run(root, "init", "-q", "-b", "main");
    for (String file :
        List.of(
            "HEAD", "config", "hooks/pre-commit", "objects/x", "refs/heads/main", "other.txt")) {
      scene.write("workspace/plain/vendor/bare/" + file, "[core]\n\tfsmonitor = x\n");
    }
    scene.write("workspace/a/b/c/d/e/plain.txt", "x\n");
    scene.write("workspace/a/b/c/d/f/CLAUDE.md", "x\n");
    git.run(root, "add", "-A");
    git.run(root, "commit", "-q", "-m", "all");
    Map<String, String> disk = survey(root, scene.home());
    assertThat(disk)
        .containsKeys(
            "plain/vendor/bare/config",
            "plain/vendor/bare/hooks/pre-commit",
            "a/b/c/d/f/CLAUDE.md");
    GitRepository repository = GitRepository.open(root, Map.of(), root);
    for (GitFileSystem tree :
        List.of(
            repository.tree(repository.find("HEAD").orElseThrow(), root.toString()),
            repository.index(root.toString()))) {
      assertThat(survey(tree.workTree(), tree.getPath(scene.home().toString()))).isEqualTo(disk);
    }
  }

  private static void fill(Path directory, Random random, int depth) throws IOException {
    for (int i = 0; i < 9; i++) {
      Path file = directory.resolve(NAMES[random.nextInt(NAMES.length)]);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      int kind = random.nextInt(10);
      if (kind < 4 && depth < 4) {
        Files.createDirectory(file);
        fill(file, random, depth + 1);
      } else if (kind == 4) {
        Files.createSymbolicLink(file, Path.of(NAMES[random.nextInt(NAMES.length)]));
      } else {
        Files.writeString(file, "{\"hooks\": {\"x\": \"sh x.sh " + random.nextInt(5) + "\"}}\n");
        assertThat(file.toFile().setExecutable(random.nextBoolean())).isTrue();
      }
    }
  }

  private static Map<String, String> survey(Path root, Path home) {
    Target target = new Target(Target.Kind.WORKSPACE, root, home, Map.of());
    Survey survey = new Surveyor(Scene.CATALOGUE, target, new SnapshotReader()).survey();
    Map<String, String> found = new TreeMap<>();
    for (Inspected object : survey.objects()) {
      if (GitContent.isInGitDirectory(object.path())) {
        continue;
      }
      String what = object.surface().id() + " " + object.role() + " ";
      if (object.snapshot() instanceof Snapshot.RegularFile file) {
        what += file.executable() + " " + file.digest();
      } else if (object.snapshot() instanceof Snapshot.Link link) {
        what += link.target();
      } else {
        what += object.snapshot().getClass().getSimpleName();
      }
      found.put(object.path(), what);
    }
    for (Problem problem : survey.problems()) {
      found.put("problem " + problem.path(), problem.reason());
    }
    return found;
  }
}
