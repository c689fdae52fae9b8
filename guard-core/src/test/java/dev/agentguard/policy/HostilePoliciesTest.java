package dev.agentguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each sample in {@code hostile} is rejected with exactly the messages in the file beside it. Its
 * layer is the first word of its name if that is one, or else the user's.
 */
class HostilePoliciesTest {

  private static final Path SAMPLES = Samples.FOLDER.resolve("hostile");

  static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".toml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rejects(String name) throws IOException {
    String text = Files.readString(SAMPLES.resolve(name));
    PolicyResult result =
        name.startsWith("workspace-")
            ? Samples.load("", "", text)
            : name.startsWith("enterprise-")
                ? Samples.load(text, "", "")
                : Samples.load("", text, "");

    List<String> messages =
        Samples.problems(result).stream()
            .map(problem -> problem.substring(problem.indexOf(':') + 1))
            .toList();
    Path expected = SAMPLES.resolve(name.replace(".toml", ".expected"));

    assertThat(messages).isNotEmpty().isEqualTo(Files.readAllLines(expected));
  }

  @Test
  void everyMessageBelongsToASample() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files).hasSize(2 * samples().size());
    }
  }
}
