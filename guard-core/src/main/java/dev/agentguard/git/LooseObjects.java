package dev.agentguard.git;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The objects of one directory that have a file each. */
final class LooseObjects {

  private static final int LONGEST_HEAD = 40;

  /** Files up to this size are read at once, bytes. */
  private static final int SMALL = 1 << 20;

  private final Path directory;

  LooseObjects(Path directory) {
    this.directory = directory;
  }

  /** An object that is being read: what its head says, and its content. */
  record Opened(int type, long size, InputStream content) {}

  /** Opens an object, or null if it is not here. */
  @Nullable Opened open(ObjectId id) throws IOException {
    String hex = id.hex();
    Path file = directory.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
    long length = PlainBytes.size(file);
    if (length < 0) {
      return null;
    }
    byte[] whole = length <= SMALL ? PlainBytes.read(file, SMALL) : null;
    InputStream raw = whole != null ? new ByteArrayInputStream(whole) : Files.newInputStream(file);
    InputStream in = new InflaterInputStream(raw);
    try {
      StringBuilder head = new StringBuilder();
      int next = in.read();
      while (next > 0 && head.length() < LONGEST_HEAD) {
        head.append((char) next);
        next = in.read();
      }
      int space = head.indexOf(" ");
      int type = space < 0 ? 0 : GitObject.type(head.substring(0, space));
      if (next != 0 || type == 0) {
        throw DamagedException.object(id, "has an unknown head");
      }
      return new Opened(type, size(head.substring(space + 1), id), in);
    } catch (ZipException | EOFException e) {
      in.close();
      throw DamagedException.object(id, "cannot be unpacked");
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static long size(String digits, ObjectId id) throws IOException {
    boolean plain = !digits.isEmpty() && digits.length() <= 18;
    for (int i = 0; i < digits.length(); i++) {
      plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!plain) {
      throw DamagedException.object(id, "has an unknown size");
    }
    return Long.parseLong(digits);
  }

  /** An object, or null if it is not here. */
  @Nullable GitObject read(ObjectId id, int limit) throws IOException {
    Opened opened = open(id);
    if (opened == null) {
      return null;
    }
    try (InputStream in = opened.content) {
      if (opened.size > limit) {
        throw DamagedException.object(id, "is larger than " + (limit >> 20) + " MiB");
      }
      byte[] content = in.readNBytes((int) opened.size);
      if (content.length != opened.size || in.read() >= 0) {
        throw DamagedException.object(id, "has another size than it says");
      }
      return new GitObject(opened.type, content);
    } catch (ZipException | EOFException e) {
      throw DamagedException.object(id, "cannot be unpacked");
    }
  }

  /** The objects whose names begin with some digits, at least two. */
  List<ObjectId> startingWith(String digits, int most) throws IOException {
    List<ObjectId> found = new ArrayList<>();
    Path folder = directory.resolve(digits.substring(0, 2));
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String hex = digits.substring(0, 2) + file.getFileName();
        ObjectId id = ObjectId.parse(hex);
        if (id != null && hex.startsWith(digits) && found.size() < most) {
          found.add(id);
        }
      }
    }
    return found;
  }

  static byte[] head(int type, long size) {
    return (GitObject.word(type) + " " + size + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
