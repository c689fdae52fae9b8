package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose every setting runs a program: no command of guard runs one. */
class NothingOfTheRepositoryRunsTest {

  private final SignedWorkspace scene;
  private final Path marker;

  NothingOfTheRepositoryRunsTest(@TempDir Path directory) throws Exception {
    scene = new SignedWorkspace(directory);
    marker = scene.base.resolve("ran");
  }

  @BeforeEach
  void setTraps() throws Exception {
    scene.git("init", "-q", "-b", "main");
    Path trap = scene.write("trap.sh", "#!/bin/sh\necho \"$0 $*\" >> '" + marker + "'\ncat\n");
    assertThat(trap.toFile().setExecutable(true)).isTrue();
    scene.write(".gitattributes", "* filter=trap diff=trap merge=trap\n");
    scene.init();
    scene.git("add", "-A");
    scene.git("commit", "-q", "-m", "start");
    scene.git("checkout", "-q", "-b", "branch");
    scene.write("CLAUDE.md", "# Other rules\n");
    scene.git("commit", "-q", "-a", "-m", "other");
    Path more = scene.workspace.resolve(".git/more");
    Files.writeString(more, "[core]\n\tfsmonitor = " + trap + "\n[commit]\n\tgpgSign = true\n");
    for (String name :
        List.of(
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "core.editor",
            "core.askPass",
            "filter.trap.clean",
            "filter.trap.smudge",
            "filter.trap.process",
            "diff.trap.textconv",
            "diff.trap.command",
            "diff.external",
            "merge.trap.driver",
            "gpg.program",
            "gpg.ssh.program",
            "gpg.ssh.defaultKeyCommand",
            "gpg.x509.program")) {
      scene.git("config", name, trap.toString());
    }
    scene.git("config", "gpg.format", "ssh");
    scene.git("config", "user.signingkey", trap.toString());
    scene.git("config", "user.email", "eve@example.com");
    scene.git("config", "credential.helper", "!" + trap);
    scene.git("config", "alias.status", "!" + trap);
    scene.git("config", "include.path", more.toString());
    Files.deleteIfExists(marker);
  }

  /** The negative control: git itself walks into the traps. */
  @Test
  void gitRunsThem() throws Exception {
    scene.git("diff", "main");
    assertThat(marker).exists();
  }

  @Test
  void guardRunsNone() throws Exception {
    for (String command :
        List.of(
            "verify",
            "verify --staged",
            "verify --base main",
            "verify --base main --format json",
            "diff",
            "explain CLAUDE.md",
            "surfaces")) {
      scene.guard(command.split(" ", -1));
      assertThat(scene.err()).as(command).doesNotContain("internal error");
      assertThat(marker).as(command).doesNotExist();
    }
    assertThat(scene.guard("verify", "--base", "main")).isEqualTo(1);
    assertThat(scene.out()).contains("CLAUDE.md");
  }

  /** The key and the name are the person's: the repository's are not looked at. */
  @Test
  void approvingRunsNoneAndUsesThePersonsOwnKeyAndName() throws Exception {
    FakePeople ada = FakePeople.answering(Terminal.YES);
    assertThat(scene.guard(ada, "approve", "CLAUDE.md")).as(scene.err()).isZero();
    assertThat(ada.screen()).contains("as ada@example.com").contains("id_ed25519");
    assertThat(ada.screen()).doesNotContain("eve@example.com");
    assertThat(marker).doesNotExist();
    assertThat(scene.out()).contains("signed by ada@example.com");
  }
}
