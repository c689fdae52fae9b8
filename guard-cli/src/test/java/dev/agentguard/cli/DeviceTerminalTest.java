package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person at a real terminal. */
class DeviceTerminalTest {

  @TempDir private Path scratch = Path.of("unset");

  @ParameterizedTest
  @CsvSource({
    "yes, CONFIRMED",
    "' yes ', CONFIRMED",
    "y, DECLINED",
    "YES, DECLINED",
    "'', DECLINED",
    "yes please, DECLINED",
    "no, DECLINED",
  })
  void onlyTheWholeWordConfirms(String typed, String outcome) throws Exception {
    PseudoTerminal.Result result =
        terminal().answer("Sure\\x1b[1m?", typed).run(scratch, program("confirm"));
    assertThat(result.screen()).contains(outcome);
  }

  @Test
  void anEndOfInputIsNoConfirmation() throws Exception {
    assertThat(terminal().press("?", "\u0004").run(scratch, program("confirm")).screen())
        .contains("DECLINED");
  }

  @Test
  void whatStandardInputSaysIsNoConfirmation() throws Exception {
    String line = "echo yes | " + String.join(" ", program("confirm"));
    PseudoTerminal.Result result =
        terminal().answer("?", "no").run(scratch, List.of("/bin/sh", "-c", line));
    assertThat(result.screen()).contains("DECLINED");
  }

  @Test
  void whatWasTypedBeforeTheQuestionIsNoConfirmation() throws Exception {
    String line = "echo ready; " + String.join(" ", program("confirm", "1500"));
    PseudoTerminal.Result result =
        terminal()
            .answer("ready", "yes")
            .answer("?", "no")
            .run(scratch, List.of("/bin/sh", "-c", line));
    assertThat(result.screen()).contains("DECLINED");
  }

  @Test
  void aPassphraseIsReadAndNotShown() throws Exception {
    String secret = "geheim ß 1";
    PseudoTerminal.Result result =
        terminal().answer("Passphrase: ", secret).run(scratch, program("passphrase"));
    assertThat(result.screen())
        .contains(secret.length() + " " + Arrays.hashCode(secret.toCharArray()))
        .doesNotContain("geheim");
  }

  @Test
  void theTerminalShowsAgainWhatIsTyped() throws Exception {
    String line = String.join(" ", program("passphrase")) + "; stty -a";
    assertThat(echo(terminal().answer("Passphrase: ", "secret"), line)).isTrue();
  }

  @Test
  void alsoAfterAnInterruption() throws Exception {
    String line = "trap : INT; " + String.join(" ", program("passphrase")) + "; stty -a";
    assertThat(echo(terminal().press("Passphrase: ", "\u0003"), line)).isTrue();
  }

  @Test
  void aNewPassphraseIsTypedTwice() throws Exception {
    PseudoTerminal.Result result =
        terminal()
            .answer("New: ", "short")
            .answer("New: ", "long enough")
            .answer("Again: ", "long enouhg")
            .answer("New: ", "long enough")
            .answer("Again: ", "long enough")
            .run(scratch, program("new"));
    assertThat(result.screen()).contains("11 typed").doesNotContain("long");
  }

  @Test
  void withoutATerminalItIsRefused() throws Exception {
    PseudoTerminal.Result result = terminal().runWithoutTerminal(scratch, program("confirm"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.screen())
        .isEqualTo(
            "refused: testing needs a terminal / run it yourself, in a terminal of your own\n");
  }

  private boolean echo(PseudoTerminal terminal, String line) throws Exception {
    String screen = terminal.run(scratch, List.of("/bin/sh", "-c", line)).screen();
    List<String> settings = List.of(screen.split("[ ;\n]+", -1));
    assertThat(settings).contains("icanon");
    return settings.contains("echo");
  }

  private PseudoTerminal terminal() {
    return new PseudoTerminal(scratch, Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"));
  }

  private static List<String> program(String... arguments) {
    String java = System.getProperty("java.home") + "/bin/java";
    String classes = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(java, "-cp", String.valueOf(classes), TerminalProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
