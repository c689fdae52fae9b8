package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample in {@code hostile} is refused with the message in the file beside it. */
class HostileApprovalsTest {

  private static final Path SAMPLES = Path.of("src/test/resources/dev/agentguard/baseline/hostile");

  static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".approval"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refuses(String name) throws IOException {
    byte[] text = Files.readAllBytes(SAMPLES.resolve(name));

    ApprovalFormatException refusal =
        catchThrowableOfType(
            ApprovalFormatException.class, () -> UnverifiedApproval.parse(name, text));

    assertThat(refusal).isNotNull();
    assertThat(refusal).hasMessage(Files.readString(beside(name)).strip());
  }

  @Test
  void everyMessageBelongsToASample() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files).hasSize(2 * samples().size());
    }
  }

  @Test
  void refusesMoreThanTheLargestSize() {
    byte[] text = new byte[StatementParser.MAX_BYTES + 1];

    ApprovalFormatException refusal =
        catchThrowableOfType(
            ApprovalFormatException.class, () -> UnverifiedApproval.parse("huge", text));

    assertThat(refusal).hasMessage("huge:1:1: expected at most 8388608 bytes, found 8388609 bytes");
  }

  private static Path beside(String name) {
    return SAMPLES.resolve(name.replace(".approval", ".expected"));
  }
}
