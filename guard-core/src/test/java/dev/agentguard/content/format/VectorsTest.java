package dev.agentguard.content.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.KeyRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors: {@code vectors/<format>/<case>.in} is a file, {@code <case>.out} beside it the
 * canonical form of all its keys, or {@code refused:} and the message.
 */
class VectorsTest {

  private static final boolean WRITE = Boolean.getBoolean("guard.vectors.write");

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsTheVectorSays(Path in) throws Exception {
    Path out = in.resolveSibling(in.getFileName().toString().replaceAll("\\.in$", ".out"));
    String actual = read(format(in), Files.readAllBytes(in));
    if (WRITE) {
      Files.writeString(out, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(out));
  }

  private static String read(Format format, byte[] bytes) {
    try {
      Node document = Documents.parse(format, bytes);
      Projection all = Projection.of(format, Guard.WHOLE, KeyRules.NONE, document);
      assertThat(Projection.parseCanonical(all.canonical())).isEqualTo(all);
      return new String(all.canonical(), StandardCharsets.US_ASCII);
    } catch (UnparsableException e) {
      return "refused: " + e.getMessage() + "\n";
    }
  }

  private static Format format(Path in) {
    String directory = requireNonNull(in.getParent()).getFileName().toString();
    return Format.valueOf(directory.toUpperCase(Locale.ROOT));
  }

  static List<Path> cases() throws Exception {
    URI vectors = requireNonNull(VectorsTest.class.getResource("vectors")).toURI();
    try (Stream<Path> files = Files.walk(Path.of(vectors))) {
      return files.filter(file -> file.toString().endsWith(".in")).sorted().toList();
    }
  }
}
