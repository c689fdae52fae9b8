package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected output in a file among the test resources. With {@code -Dgolden=write} the files are
 * written instead of compared; look at the difference before committing it.
 */
final class Golden {

  private static final Path SOURCES = Path.of("src/test/resources/dev/agentguard/cli");

  private Golden() {}

  static void assertEquals(String file, String actual) {
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.createDirectories(SOURCES);
        Files.writeString(SOURCES.resolve(file), actual);
        return;
      }
      try (InputStream in = Golden.class.getResourceAsStream(file)) {
        assertThat(in).as("golden file " + file).isNotNull();
        String expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(actual).isEqualTo(expected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
