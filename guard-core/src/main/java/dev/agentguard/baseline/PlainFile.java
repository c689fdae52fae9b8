package dev.agentguard.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reading a file that must be a regular file: never through a link, never waiting for a FIFO's
 * writer, never without a limit.
 */
final class PlainFile {

  private PlainFile() {}

  /**
   * The bytes of a regular file.
   *
   * @throws NoSuchFileException if nothing is there
   * @throws UnexpectedFileException if something else is there, or it is larger than the limit
   */
  static byte[] read(Path path, int limit) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    if (!attributes.isRegularFile()) {
      throw new UnexpectedFileException(path, "a regular file", kind(attributes));
    }
    // The link option makes the system refuse a link that took the file's place just now.
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new UnexpectedFileException(
            path,
            "at most " + limit + " bytes",
            Math.max(attributes.size(), bytes.length) + " bytes");
      }
      return bytes;
    }
  }

  /**
   * Makes sure that a directory is one, and not a link to one.
   *
   * @throws NoSuchFileException if nothing is there
   * @throws UnexpectedFileException if something else is there
   */
  static void checkDirectory(Path path) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    if (!attributes.isDirectory()) {
      throw new UnexpectedFileException(path, "a directory", kind(attributes));
    }
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  static String kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return "a symbolic link";
    }
    if (attributes.isDirectory()) {
      return "a directory";
    }
    return attributes.isRegularFile() ? "a regular file" : "a device, socket or FIFO";
  }
}
