package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsignedJarsTest {

  private static final String MANIFEST =
      "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\nName: a/A.class\r\nSHA-256-Digest: eA==\r\n\r\n";

  @TempDir Path directory = Path.of("");

  @Test
  void takesOutTheSignatureAndLeavesTheRest() throws IOException {
    Path jar = directory.resolve("signed.jar");
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", MANIFEST);
    entries.put("META-INF/X.SF", "signature");
    entries.put("META-INF/X.RSA", "signature");
    entries.put("META-INF/LICENSE.md", "licence");
    entries.put("META-INF/services/x.SF", "a service");
    entries.put("a/A.class", "class");
    write(jar, entries);

    UnsignedJars.main(new String[] {directory.toString()});

    entries.remove("META-INF/X.SF");
    entries.remove("META-INF/X.RSA");
    entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n");
    assertThat(read(jar)).containsExactlyEntriesOf(entries);
  }

  @Test
  void leavesAnUnsignedJarAsItIs() throws IOException {
    Path jar = directory.resolve("plain.jar");
    write(jar, Map.of("META-INF/MANIFEST.MF", MANIFEST));
    byte[] before = Files.readAllBytes(jar);

    UnsignedJars.main(new String[] {directory.toString()});

    assertThat(jar).hasBinaryContent(before);
  }

  private static void write(Path jar, Map<String, String> entries) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static Map<String, String> read(Path jar) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(e -> e)::iterator) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        entries.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
