package dev.agentguard.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Reading git's files: only regular ones, never waiting for a FIFO's writer, never without end. */
final class PlainBytes {

  private static final int AT_ONCE = 256 << 10;

  private PlainBytes() {}

  /**
   * The bytes of a file, or null if nothing is there.
   *
   * @throws DamagedException if it is no regular file, or longer than the limit
   */
  static byte @Nullable [] read(Path file, long limit) throws IOException {
    long size = size(file);
    if (size < 0) {
      return null;
    }
    if (size > limit) {
      throw new DamagedException(file.toString(), "larger than " + limit + " bytes");
    }
    // Not InputStream.readNBytes, which gathers small pieces: an index has megabytes. Not all at
    // once either: Java first reads into a buffer of the length that is asked for.
    byte[] bytes = new byte[(int) size];
    try (InputStream in = Files.newInputStream(file)) {
      int filled = 0;
      int count = in.read(bytes, 0, Math.min(AT_ONCE, bytes.length));
      while (count > 0) {
        filled += count;
        count = in.read(bytes, filled, Math.min(AT_ONCE, bytes.length - filled));
      }
      if (filled < bytes.length || in.read() >= 0) {
        throw new DamagedException(file.toString(), "it changed while it was read");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return null; // It went away just now.
    }
  }

  /** A channel to a regular file. */
  static FileChannel open(Path file) throws IOException {
    if (size(file) < 0) {
      throw new NoSuchFileException(file.toString());
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /** The size of a regular file, or -1 if nothing is there. */
  static long size(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new DamagedException(file.toString(), "not a regular file");
      }
      return attributes.size();
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  /** Fills an array from a place in a file. */
  static void readFully(FileChannel channel, long at, byte[] into, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
  }
}
