package dev.agentguard.cli;

import dev.agentguard.surface.FileName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything below a directory: to see that nothing was written. */
final class DiskState {

  private DiskState() {}

  /** Type, permissions, place on the disk, times and content of everything, by path. */
  static Map<String, String> of(Path directory) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Map<String, Object> is =
            Files.readAttributes(
                file, "unix:mode,ino,size,ctime,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        String content =
            Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                : "";
        state.put(FileName.text(file), new TreeMap<>(is) + content);
      }
    }
    return state;
  }
}
