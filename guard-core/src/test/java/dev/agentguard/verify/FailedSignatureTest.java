package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that does not open leaves nothing behind that is in the way of the next attempt. */
class FailedSignatureTest {

  private final Scene scene;

  FailedSignatureTest(@TempDir Path directory) throws IOException {
    scene = new Scene(directory);
  }

  @Test
  void nothingIsWrittenForABaselineThatIsNotSigned() throws IOException {
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    Target target = scene.target(Target.Kind.WORKSPACE);
    SnapshotReader reader = new SnapshotReader();
    AcceptedState accepted = scene.accepted(target);
    Proposal proposal =
        new Proposing(Catalogue.load(), accepted, reader)
            .propose(new Proposing.Request(Set.of(), true));
    StateDirectory state =
        StateDirectory.open(scene.state(), Files.getOwner(scene.home()), new SecureRandom());
    Approving approving = new Approving(accepted, state, reader, new SecureRandom());
    ApprovalSigner broken =
        new ApprovalSigner() {
          @Override
          public String principal() {
            return "alice";
          }

          @Override
          public Optional<byte[]> sign(byte[] text) throws IOException {
            throw new IOException("wrong passphrase");
          }
        };
    assertThatThrownBy(
            () -> approving.accept(proposal, new Approving.Act(broken, "because", Instant.EPOCH)))
        .isInstanceOf(IOException.class)
        .hasMessage("wrong passphrase");
    assertThat(scene.workspace().resolve(".guard")).doesNotExist();
    assertThat(scene.state().resolve("vault")).doesNotExist();

    scene.accept(Target.Kind.WORKSPACE);
    assertThat(scene.complaints(Target.Kind.WORKSPACE)).isEmpty();
  }
}
