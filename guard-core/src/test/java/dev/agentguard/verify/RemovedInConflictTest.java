package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovedInConflictTest {

  private static final String ID = "0a1f3c5e-2b6d-4f80-9a1b-7c3d5e9f1a2b";

  @Test
  void aFileInConflictIsNotCleanWhenItIsGone(@TempDir Path scratch) throws IOException {
    Path workspace = scratch.toRealPath();
    Path approvals = Files.createDirectories(workspace.resolve(".guard/approvals"));
    Files.writeString(workspace.resolve(".guard/repository"), "guard-repository v1\n" + ID + "\n");
    Files.writeString(approvals.resolve("000001-aaaaaaaa.approval"), approval("1"));
    Files.writeString(approvals.resolve("000001-bbbbbbbb.approval"), approval("2"));
    Target target = new Target(Target.Kind.WORKSPACE, workspace, workspace, Map.of());

    AcceptedState accepted =
        AcceptedState.open(target, workspace.resolve("state"), Files.getOwner(workspace));
    Report report =
        new Verification(Catalogue.load(), accepted, new SnapshotReader(), Severity.LOW).run();

    assertThat(report.problems()).isEmpty();
    assertThat(report.findings())
        .anyMatch(
            found -> found.kind() == Finding.Kind.CONFLICT && found.path().equals(".mcp.json"));
  }

  private static String approval(String digit) {
    return "guard-approval v1\nrepository "
        + ID
        + "\nrevision 1\nsigner a\ntime 2026-11-23T10:00:00Z\nreason \"\"\nfile 100644 sha256:"
        + digit.repeat(64)
        + " .mcp.json\n";
  }
}
