package dev.agentguard.baseline.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.signature.Verdict.Trusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/signatures.md} shows can be run, and guard agrees with it. */
class SignaturesPageTest {

  private static final Path PAGE = Path.of("../docs/signatures.md");

  @TempDir Path scratch = Path.of("");

  @Test
  void theCommandsMakeASignatureThatBothTrust() throws Exception {
    SshKeygen.require();
    Path said = scratch.resolve("said");
    Process shell =
        new ProcessBuilder("sh", "-eu", "-c", blocks("sh").get(0))
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(shell.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said))
        .contains("Good \"guard\" signature for alice@example.com with ED25519 key SHA256:");
    Verdict verdict =
        AllowedSigners.parse("s", Files.readAllBytes(scratch.resolve("allowed_signers")))
            .judge(
                SshSignature.parse("x", Files.readAllBytes(scratch.resolve("x.approval.sig"))),
                Files.readAllBytes(scratch.resolve("x.approval")),
                "guard",
                "alice@example.com",
                Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(verdict).isInstanceOf(Trusted.class);
  }

  @Test
  void theExampleOfSignersIsOne() throws Exception {
    AllowedSigners signers =
        AllowedSigners.parse(
            "page", blocks("allowed_signers").get(0).getBytes(StandardCharsets.UTF_8));

    assertThat(signers.lines()).hasSize(3);
    assertThat(signers.lines().get(1).validBefore())
        .contains(Instant.parse("2026-12-31T23:59:59Z"));
    assertThat(signers.lines().get(2).comment()).isEqualTo("our authority");
  }

  @Test
  void everyReasonIsDescribed() throws IOException {
    for (Verdict.Reason reason : Verdict.Reason.values()) {
      assertThat(Files.readString(PAGE)).contains("`" + reason.name() + "`");
    }
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).hasSize(1);
    return blocks;
  }
}
