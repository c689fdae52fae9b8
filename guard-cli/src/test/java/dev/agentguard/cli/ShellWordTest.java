package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellWordTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        ".claude/settings.json, .claude/settings.json",
        "~/.bashrc, ~/.bashrc",
        "~/a b, ~/'a b'",
        "it's, 'it'\\''s'",
        "$(reboot), '$(reboot)'",
        "-rf, ./-rf",
        "a\\b, 'a\\b'",
        "é, 'é'",
        "~user, '~user'",
      })
  void quotesWhatTheShellWouldRead(String path, String word) {
    assertThat(ShellWord.of(path)).isEqualTo(word);
  }

  @Test
  void writesInvisibleBytesAsEscapesThatTheShellReadsBack() throws Exception {
    String path = "a\n'\\\u001b\u202eé1/.mcp.json";
    String word = ShellWord.of(path);
    assertThat(word).isEqualTo("$'a\\012\\'\\\\\\033\\342\\200\\256é1/.mcp.json'");
    assertThat(bash("printf %s " + word)).isEqualTo(path.getBytes(StandardCharsets.UTF_8));
    assertThat(bash("printf %s " + ShellWord.of("caf\uDCE9")))
        .isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xE9});
  }

  private static byte[] bash(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
