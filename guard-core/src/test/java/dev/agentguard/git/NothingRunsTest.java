package dev.agentguard.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose every setting runs something: reading it runs nothing and writes nothing. */
class NothingRunsTest {

  private final Repo repo;
  private final Path marker;

  NothingRunsTest(@TempDir Path scratch) throws Exception {
    repo = Repo.in(scratch);
    marker = scratch.toRealPath().resolve("ran");
  }

  private void setTraps() throws Exception {
    Path trap = repo.root.resolve("trap.sh");
    Files.writeString(trap, "#!/bin/sh\necho ran >> '" + marker + "'\ncat\n");
    assertThat(trap.toFile().setExecutable(true)).isTrue();
    Path more = repo.root.resolve(".git/more");
    Files.writeString(more, "[core]\n\tfsmonitor = " + trap + "\n");
    String[][] settings = {
      {"core.fsmonitor", trap.toString()},
      {"core.sshCommand", trap.toString()},
      {"core.pager", trap.toString()},
      {"core.gitProxy", trap.toString()},
      {"filter.trap.clean", trap.toString()},
      {"filter.trap.smudge", trap.toString()},
      {"filter.trap.process", trap.toString()},
      {"diff.trap.textconv", trap.toString()},
      {"diff.trap.command", trap.toString()},
      {"diff.external", trap.toString()},
      {"merge.trap.driver", trap.toString()},
      {"gpg.program", trap.toString()},
      {"gpg.ssh.program", trap.toString()},
      {"credential.helper", "!" + trap},
      {"alias.status", "!" + trap},
      {"include.path", more.toString()},
      {"core.hooksPath", repo.root.toString()},
      {"extensions.partialClone", "origin"},
      {"remote.origin.url", "ext::" + trap},
      {"remote.origin.promisor", "true"},
    };
    for (String[] setting : settings) {
      repo.git.run(repo.root, "config", "--file", ".git/config", setting[0], setting[1]);
    }
    for (String hook : new String[] {"pre-commit", "post-checkout", "reference-transaction"}) {
      Files.copy(trap, repo.root.resolve(".git/hooks/" + hook));
      Files.copy(trap, repo.root.resolve(hook));
    }
    Files.deleteIfExists(marker);
  }

  private Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(repo.root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Map<String, Object> is =
            Files.readAttributes(file, "unix:mode,ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
        all.put(file.toString(), new TreeMap<>(is).toString());
      }
    }
    return all;
  }

  @Test
  void everySettingIsATrap() throws Exception {
    repo.write(".gitattributes", "* filter=trap diff=trap merge=trap\n");
    repo.write("a.txt", "a\n");
    repo.commit("start");
    repo.run("checkout", "-q", "-b", "branch");
    repo.write("b.txt", "b\n");
    repo.commit("branch");
    repo.run("checkout", "-q", "main");
    repo.write("a.txt", "main\n");
    repo.commit("main");
    setTraps();
    // The negative control: git itself walks into them.
    repo.git.succeeds(repo.root, "diff", "branch");
    assertThat(marker).exists();
    Files.delete(marker);

    Map<String, String> before = everything();
    assertThat(Repo.listing(repo.index())).containsEntry("a.txt", "main\n");
    assertThat(Repo.listing(repo.merged("branch", "main")))
        .containsEntry("a.txt", "main\n")
        .containsEntry("b.txt", "b\n");
    assertThat(marker).doesNotExist();
    assertThat(everything()).isEqualTo(before);
  }
}
