package dev.agentguard.baseline;

import dev.agentguard.content.text.Escaping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which directories led to the protected objects of one store when they were accepted: for each its
 * inode number.
 *
 * <p>A lock on a file, a watch or a mount is defeated by renaming the directory above it and
 * building a new one at the old path. The new one has another inode number. Device numbers are not
 * kept: they change between boots.
 *
 * <p>The file is {@code guard-ancestors v1}, then a line for each directory in the order of the
 * paths: the inode number, a space, and the path as {@link Escaping} writes it.
 */
public final class AncestorRecord {

  private static final String HEADER = "guard-ancestors v1";
  private static final int LIMIT = 16 << 20;

  private final Folder folder;
  private final Path file;

  AncestorRecord(Folder folder, RepositoryId store) {
    this.folder = folder;
    this.file = folder.file(store.toString());
  }

  /**
   * The inode numbers by path, as in baselines; none if nothing was ever recorded.
   *
   * @throws UnexpectedFileException if the file is not a regular file or holds anything else
   */
  public Map<String, Long> load() throws IOException {
    String text;
    try {
      folder.check();
      text = new String(PlainFile.read(file, LIMIT), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    Map<String, Long> inodes = new HashMap<>();
    int start = text.indexOf('\n') + 1;
    if (!text.startsWith(HEADER) || start != HEADER.length() + 1 || !text.endsWith("\n")) {
      throw malformed(text, null);
    }
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int space = text.indexOf(' ', start);
      try {
        if (space < 0 || space > end) {
          throw malformed(text.substring(start, end), null);
        }
        long inode = Long.parseLong(text, start, space, 10);
        inodes.put(Escaping.unescape(text.substring(space + 1, end)), inode);
      } catch (IllegalArgumentException e) {
        throw malformed(text.substring(start, end), e);
      }
      start = end + 1;
    }
    return inodes;
  }

  /** Replaces what is recorded. */
  public void save(Map<String, Long> inodes, RandomGenerator random) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    new TreeMap<>(inodes)
        .forEach(
            (path, inode) ->
                text.append(inode).append(' ').append(Escaping.escape(path)).append('\n'));
    DurableWriter writer = new DurableWriter(random, DurableWriter.Access.PRIVATE);
    folder.create(writer);
    writer.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private UnexpectedFileException malformed(String line, @Nullable Exception cause) {
    UnexpectedFileException malformed =
        new UnexpectedFileException(
            file, "\"" + HEADER + "\" and lines of a number and a path", Quoting.quoted(line));
    if (cause != null) {
      malformed.initCause(cause);
    }
    return malformed;
  }
}
