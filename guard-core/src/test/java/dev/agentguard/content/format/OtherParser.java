package dev.agentguard.content.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A parser of somebody else, run once for many documents, to compare ours with. */
final class OtherParser {

  private OtherParser() {}

  static boolean isInstalled(String... versionCommand) {
    try {
      Process process =
          new ProcessBuilder(versionCommand)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an interpreter says of each document with a script that lies beside this class. */
  static List<String> run(String interpreter, String script, List<byte[]> documents) {
    try {
      Path directory = Files.createTempDirectory("guard-differential");
      Path file = directory.resolve(script);
      try (InputStream in = OtherParser.class.getResourceAsStream(script)) {
        Files.copy(requireNonNull(in), file);
      }
      List<String> lines = new ArrayList<>();
      for (byte[] document : documents) {
        lines.add(Base64.getEncoder().encodeToString(document));
      }
      Path input = Files.write(directory.resolve("input"), lines);
      Path output = directory.resolve("output");
      Process process =
          new ProcessBuilder(interpreter, file.toString())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.waitFor()).as("exit code of %s", interpreter).isZero();
      List<String> verdicts = Files.readAllLines(output);
      assertThat(verdicts).hasSameSizeAs(documents);
      Files.delete(input);
      Files.delete(output);
      Files.delete(file);
      Files.delete(directory);
      return verdicts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values of a document in the notation of the scripts. */
  static String flatten(Node document) {
    List<String> out = new ArrayList<>();
    flatten(document, "", out);
    Collections.sort(out);
    return String.join("|", out);
  }

  private static void flatten(Node node, String key, List<String> out) {
    if (node instanceof Node.ArrayNode array) {
      out.add(key + "=[" + array.elements().size() + "]");
      for (int i = 0; i < array.elements().size(); i++) {
        flatten(array.elements().get(i), key + "/" + i, out);
      }
    } else if (node instanceof Node.ObjectNode object) {
      out.add(key + "={" + object.members().size() + "}");
      for (Map.Entry<String, Node> member : object.members().entrySet()) {
        flatten(member.getValue(), key + "/" + escape(member.getKey()), out);
      }
    } else if (node instanceof Node.Scalar scalar) {
      out.add(
          key
              + switch (scalar.type()) {
                case STRING -> "=s:" + escape(scalar.text());
                case NUMBER ->
                    "=n:"
                        + Long.toHexString(
                            Double.doubleToLongBits(Double.parseDouble(scalar.text())));
                case BOOLEAN, NULL -> "=w:" + scalar.text();
                case WORD -> "=w:time";
              });
    }
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '\\' || c == '|' || c == '=') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
