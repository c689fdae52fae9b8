package dev.agentguard.content;

import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one path, once, as hostile input.
 *
 * <p>It looks before it opens, so it never opens a FIFO, a socket or a device; it opens without
 * following a link; and it looks again afterwards, so that what it returns was one object in one
 * state. A path that keeps changing is unreadable, not guessed.
 *
 * <p>Safe for use by many threads.
 */
public final class SnapshotReader {

  /** Largest file whose content is kept for parsing, bytes. */
  public static final long KEEP_LIMIT = 16L << 20;

  /** Largest file that is digested, bytes. */
  public static final long DIGEST_LIMIT = 1L << 30;

  private static final int ATTEMPTS = 3;

  /** Twice the longest tick of Linux, nanoseconds. */
  private static final long TICK = 20_000_000;

  /** More than what our clock leaves out, nanoseconds. */
  private static final long CLOCK = 2_000_000;

  private static final int BUFFER = 64 << 10;
  private static final String ATTRIBUTES = "unix:mode,ino,dev,nlink,uid,size,ctime";
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private static final Digest NOTHING_READ = Digest.of(new byte[0]);

  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int SOCKET = 0140000;

  private final long keepLimit;
  private final long digestLimit;
  private static final ThreadLocal<@Nullable Work> WORK = new ThreadLocal<>();

  /** A reader with the usual limits. */
  public SnapshotReader() {
    this(KEEP_LIMIT, DIGEST_LIMIT);
  }

  /**
   * A reader with its own limits.
   *
   * @param keepLimit largest file that is read to be kept, bytes
   * @param digestLimit largest file that is read at all, bytes
   */
  public SnapshotReader(long keepLimit, long digestLimit) {
    this.keepLimit = keepLimit;
    this.digestLimit = digestLimit;
  }

  private static Work work() {
    Work mine = WORK.get();
    if (mine == null) {
      mine = new Work();
      WORK.set(mine);
    }
    return mine;
  }

  private static final class Work {
    final byte[] bytes = new byte[BUFFER];
    final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    final MessageDigest digest = Digest.newMessageDigest();
  }

  /** What is at a path, with the digest of its content but without the content. */
  public Snapshot digest(Path file) {
    return read(file, false);
  }

  /** What is at a path, with its content. */
  public Snapshot keep(Path file) {
    return read(file, true);
  }

  /**
   * What is at a path, with its content unless that is longer.
   *
   * @param limit largest content that is kept, bytes
   */
  public Snapshot keepUpTo(long limit, Path file) {
    boolean longer =
        look(file) instanceof Snapshot.RegularFile found && found.metadata().size() > limit;
    return longer ? digest(file) : keep(file);
  }

  /** What is at a path, without reading it: a regular file has the digest of no bytes. */
  public Snapshot look(Path file) {
    try {
      Typed typed = typed(file);
      return typed.type == REGULAR
          ? new Snapshot.RegularFile(typed.metadata, NOTHING_READ, null)
          : notRegular(file, typed);
    } catch (IOException e) {
      return failed(e);
    }
  }

  private static Snapshot failed(IOException e) {
    return Unreadable.isAbsence(e)
        ? new Snapshot.Absent()
        : new Snapshot.Unreadable(Unreadable.reason(e));
  }

  private Snapshot read(Path file, boolean keep) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Typed before = settled(file);
        Snapshot snapshot = before == null ? null : read(file, before, keep);
        if (before == null || snapshot == null) {
          continue;
        }
        if (!(snapshot instanceof Snapshot.RegularFile) && !(snapshot instanceof Snapshot.Link)) {
          return snapshot;
        }
        if (typed(file).metadata.unchangedSince(before.metadata)) {
          return snapshot;
        }
      }
      return new Snapshot.Unreadable("it kept changing while it was read");
    } catch (IOException e) {
      return failed(e);
    }
  }

  /**
   * A look at a path, or null if its file is being written. File systems count time in ticks: a
   * write in the tick of the look would leave the same time, so a fresh file has to wait for the
   * next one.
   */
  private static @Nullable Typed settled(Path file) throws IOException {
    Typed looked = typed(file);
    if (looked.type != REGULAR || age(looked) >= TICK) {
      return looked;
    }
    LockSupport.parkNanos(TICK - age(looked) + CLOCK);
    looked = typed(file);
    return looked.type == REGULAR && age(looked) < TICK ? null : looked;
  }

  /** Nanoseconds since a change; very old if the file's clock is ahead of ours. */
  private static long age(Typed looked) {
    long age =
        TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - looked.metadata.changed();
    return age < -TICK ? Long.MAX_VALUE : Math.max(0, age);
  }

  private @Nullable Snapshot read(Path file, Typed looked, boolean keep) throws IOException {
    return looked.type == REGULAR ? content(file, looked.metadata, keep) : notRegular(file, looked);
  }

  private static Snapshot notRegular(Path file, Typed looked) throws IOException {
    Metadata metadata = looked.metadata;
    return switch (looked.type) {
      case LINK -> new Snapshot.Link(metadata, FileName.text(Files.readSymbolicLink(file)));
      case DIRECTORY -> new Snapshot.Directory(metadata);
      case FIFO -> new Snapshot.Special(metadata, "FIFO");
      case SOCKET -> new Snapshot.Special(metadata, "socket");
      default -> new Snapshot.Special(metadata, "device");
    };
  }

  private @Nullable Snapshot content(Path file, Metadata metadata, boolean keep)
      throws IOException {
    long limit = keep ? keepLimit : digestLimit;
    if (metadata.size() > limit) {
      return new Snapshot.Unreadable(
          "larger than the limit of " + (limit >> 20) + " MiB: " + metadata.size() + " bytes");
    }
    Work mine = work();
    mine.digest.reset();
    byte[] kept = keep ? new byte[(int) metadata.size()] : null;
    long total = 0;
    try (SeekableByteChannel channel = Files.newByteChannel(file, READ)) {
      ByteBuffer buffer = mine.buffer.clear();
      int count = channel.read(buffer);
      while (count >= 0) {
        total += count;
        if (total > limit) {
          return null; // It grew past the limit: look again.
        }
        mine.digest.update(mine.bytes, 0, count);
        if (kept != null && count > 0) {
          // It has the right size from the start, unless the file is one of the kernel's own.
          kept = total > kept.length ? Arrays.copyOf(kept, (int) total) : kept;
          System.arraycopy(mine.bytes, 0, kept, (int) total - count, count);
        }
        if (total == metadata.size() && count < buffer.capacity()) {
          break; // The second look tells whether more has come.
        }
        count = channel.read(buffer.clear());
      }
    }
    if (kept != null && total < kept.length) {
      kept = Arrays.copyOf(kept, (int) total);
    }
    Content bytes = kept == null ? null : new Content(kept);
    return new Snapshot.RegularFile(metadata, Digest.of(mine.digest), bytes);
  }

  private record Typed(int type, Metadata metadata) {}

  /**
   * The metadata of a path without following it, or empty if nothing is there or it cannot be seen.
   */
  public Optional<Metadata> metadata(Path file) {
    try {
      return Optional.of(typed(file).metadata);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Typed typed(Path file) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      return typedPortably(file);
    }
    int mode = (int) number(attributes, "mode");
    FileTime changed = (FileTime) attributes.get("ctime");
    return new Typed(
        mode & TYPE,
        new Metadata(
            mode & 07777,
            (int) number(attributes, "uid"),
            (int) number(attributes, "nlink"),
            number(attributes, "dev"),
            number(attributes, "ino"),
            number(attributes, "size"),
            changed == null ? 0 : changed.to(TimeUnit.NANOSECONDS)));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** For systems without Unix attributes. */
  private static Typed typedPortably(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    int type =
        attributes.isRegularFile()
            ? REGULAR
            : attributes.isDirectory() ? DIRECTORY : attributes.isSymbolicLink() ? LINK : 0;
    Object key = attributes.fileKey();
    return new Typed(
        type,
        new Metadata(
            Metadata.UNKNOWN,
            Metadata.UNKNOWN,
            1,
            0,
            key == null ? 0 : key.hashCode(),
            attributes.size(),
            attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
  }
}
