package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.verify.Difference;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of what they are about to accept. */
class ShownDifferenceTest {

  private final SignedWorkspace scene;

  ShownDifferenceTest(@TempDir Path directory) throws Exception {
    scene = new SignedWorkspace(directory);
  }

  @Test
  void aRemovalOfWhichNothingCanBeShownHasItsName() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Difference.Side nothing = new Difference.Nothing();
    new DifferencePrinter(out)
        .print(new Difference("scripts/a.js", null, nothing, nothing, List.of(), List.of()));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("--- scripts/a.js\n+++ (nothing)\n\n");
  }

  @Test
  @SuppressWarnings("StringConcatToTextBlock") // It is a pattern.
  void whatIsAcceptedIsListedBeforeTheQuestion() throws Exception {
    scene.init();
    scene.write("CLAUDE.md", "# Rules\n" + "more\n".repeat(6_000));
    Files.delete(scene.workspace.resolve(".mcp.json"));
    FakePeople ada = FakePeople.answering(Terminal.YES);
    assertThat(scene.guard(ada, "approve", ".")).as(scene.err()).isZero();
    assertThat(ada.screen())
        .containsPattern(
            "60\\d\\d lines were shown; guard diff PATH shows one object at a time\\.\n"
                + "To be accepted:\n"
                + "  \\.mcp\\.json  removed\n"
                + "  CLAUDE\\.md  \\+6000 -0 lines\n"
                + "Accept these 2 objects");
  }

  @Test
  void aChangeOfTheModeIsSaidInBothDirections() throws Exception {
    assertThat(scene.guard("init", "--unsigned")).as(scene.err()).isZero();
    Path rules = scene.workspace.resolve("CLAUDE.md");
    Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(scene.guard("diff", "CLAUDE.md")).isEqualTo(1);
    assertThat(scene.out()).contains("! it is executable, and was not\n");
    assertThat(scene.guard("approve", "--unsigned", "CLAUDE.md")).as(scene.err()).isZero();
    Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(scene.guard("diff", "CLAUDE.md")).isEqualTo(1);
    assertThat(scene.out()).contains("! it was executable, and is not\n");
  }

  @Test
  void theRemovalOfAScriptThatAHookStillNamesCanBeAccepted() throws Exception {
    scene.write("scripts/a.sh", "true\n");
    scene.write(
        ".claude/settings.json",
        "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\","
            + " \"command\": \"sh scripts/a.sh\"}]}]}}\n");
    assertThat(scene.guard("init", "--unsigned")).as(scene.err()).isZero();
    assertThat(scene.guard("verify")).as(scene.out()).isZero();
    Files.delete(scene.workspace.resolve("scripts/a.sh"));
    assertThat(scene.guard("verify")).isEqualTo(1);
    assertThat(scene.guard("diff", "scripts/a.sh")).isEqualTo(1);
    assertThat(scene.out()).contains("--- scripts/a.sh\n+++ (nothing)\n");
    assertThat(scene.guard("approve", "--unsigned", "scripts/a.sh")).as(scene.err()).isZero();
    assertThat(scene.out()).contains("accepted the removal of scripts/a.sh");
    assertThat(scene.guard("verify")).as(scene.out()).isZero();
  }
}
