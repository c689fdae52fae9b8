package dev.agentguard.baseline.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
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
class HostileSignaturesTest {

  private static final Path SAMPLES =
      Path.of("src/test/resources/dev/agentguard/baseline/signature/hostile");

  static List<String> signatures() throws IOException {
    return samples(".sig");
  }

  static List<String> signers() throws IOException {
    return samples(".signers");
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void refusesASignature(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));

    SignatureFormatException refusal =
        catchThrowableOfType(SignatureFormatException.class, () -> SshSignature.parse(name, bytes));

    assertThat(refusal).isNotNull();
    assertThat(refusal).hasMessage(expected(name));
  }

  @ParameterizedTest
  @MethodSource("signers")
  void refusesAFileOfSigners(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));

    SignersFormatException refusal =
        catchThrowableOfType(SignersFormatException.class, () -> AllowedSigners.parse(name, bytes));

    assertThat(refusal).isNotNull();
    assertThat(refusal).hasMessage(expected(name));
  }

  @Test
  void everyMessageBelongsToASample() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files).hasSize(2 * (signatures().size() + signers().size()));
    }
  }

  @Test
  void refusesMoreThanTheLargestSizes() {
    assertThat(
            catchThrowableOfType(
                SignatureFormatException.class,
                () -> SshSignature.parse("huge", new byte[Armour.MAX_BYTES + 1])))
        .hasMessage("huge:1:1: expected at most 65536 bytes, found 65537 bytes");
    assertThat(
            catchThrowableOfType(
                SignersFormatException.class,
                () -> AllowedSigners.parse("huge", new byte[SignersParser.MAX_BYTES + 1])))
        .hasMessage("huge:1:1: the file has 1048577 bytes; at most 1048576 are read");
    assertThat(
            catchThrowableOfType(
                SignersFormatException.class,
                () ->
                    AllowedSigners.parse(
                        "bad", "x\n".repeat(SignersParser.MAX_PROBLEMS + 9).getBytes(UTF_8))))
        .satisfies(
            refusal -> assertThat(refusal.problems()).hasSize(SignersParser.MAX_PROBLEMS + 1));
  }

  private static List<String> samples(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  private static String expected(String name) throws IOException {
    return Files.readString(SAMPLES.resolve(name + ".expected")).strip();
  }
}
