package dev.agentguard.baseline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Writing files so that after a crash at any moment each is there whole or not at all: into a
 * temporary file beside it, to the disk, under its name, and the directory to the disk.
 *
 * <p>What a crash leaves behind is a temporary file, whose name {@link #isTemporary} knows and
 * which nothing ever reads.
 */
public final class DurableWriter {

  /** Whom a new file or directory is for. */
  public enum Access {
    /** Everybody whom the user's umask lets in. */
    SHARED,
    /** Only the user: 0600 and 0700. */
    PRIVATE
  }

  /** Where a test makes a write stop; called before each step. */
  interface Steps {
    void before(String step) throws IOException;
  }

  /** What a file's mode and owner become before it gets its name. */
  private enum Rights {
    /** Those of every new file. */
    NEW,
    /** The same, and whoever may read it may run it. */
    PROGRAM,
    /** Those of the file whose place it takes. */
    KEPT
  }

  private static final String TEMPORARY_PREFIX = ".new-";
  private static final Set<StandardOpenOption> NEW_FILE =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<PosixFilePermission> USER_FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> USER_DIRECTORY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final String MODE = "unix:mode";
  private static final int READ_BITS = 0444;

  private final RandomGenerator random;
  private final Access access;
  private final Steps steps;

  /** A writer that takes the names of its temporary files from a source of randomness. */
  public DurableWriter(RandomGenerator random, Access access) {
    this(random, access, step -> {});
  }

  DurableWriter(RandomGenerator random, Access access, Steps steps) {
    this.random = random;
    this.access = access;
    this.steps = steps;
  }

  /** Whether a file with this name is what an interrupted write leaves behind. */
  static boolean isTemporary(String name) {
    return name.startsWith(TEMPORARY_PREFIX)
        && RandomName.isValid(name.substring(TEMPORARY_PREFIX.length()));
  }

  /**
   * Writes a file that must not be there yet.
   *
   * @throws FileAlreadyExistsException if something has the name already; it is left alone
   */
  void create(Path file, byte[] content) throws IOException {
    write(file, content, false, Rights.NEW);
  }

  /** Writes a file, in the place of what has its name now. */
  void replace(Path file, byte[] content) throws IOException {
    write(file, content, true, Rights.NEW);
  }

  /**
   * Writes a program that must not be there yet: whoever may read it may run it.
   *
   * @throws FileAlreadyExistsException if something has the name already; it is left alone
   */
  public void createProgram(Path file, byte[] content) throws IOException {
    write(file, content, false, Rights.PROGRAM);
  }

  /** Writes a file, in the place of another, whose owner and mode it gets. */
  public void replaceContent(Path file, byte[] content) throws IOException {
    write(file, content, true, Rights.KEPT);
  }

  /** Deletes a file so that it stays deleted. */
  public void delete(Path file) throws IOException {
    Files.delete(file);
    syncDirectory(file);
  }

  private void write(Path file, byte[] content, boolean replace, Rights rights) throws IOException {
    Path temporary = file.resolveSibling(TEMPORARY_PREFIX + RandomName.next(random));
    try {
      writeToDisk(temporary, content);
      if (rights == Rights.PROGRAM) {
        allowToRun(temporary);
      } else if (rights == Rights.KEPT) {
        copyRights(file, temporary);
      }
      steps.before("name");
      if (replace) {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        nameWithoutReplacing(temporary, file);
      }
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    steps.before("sync directory");
    syncDirectory(file);
  }

  private void writeToDisk(Path temporary, byte[] content) throws IOException {
    steps.before("create");
    try (FileChannel channel =
        FileChannel.open(temporary, NEW_FILE, attributes(temporary, USER_FILE))) {
      steps.before("write");
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      steps.before("sync");
      channel.force(true);
    }
  }

  private static void allowToRun(Path file) throws IOException {
    if (isUnix(file)) {
      int mode = (int) Files.getAttribute(file, MODE);
      Files.setAttribute(file, MODE, mode | (mode & READ_BITS) >> 2);
    }
  }

  private static void copyRights(Path from, Path to) throws IOException {
    if (isUnix(to)) {
      for (String right : new String[] {"unix:uid", "unix:gid", MODE}) {
        Object value = Files.getAttribute(from, right, LinkOption.NOFOLLOW_LINKS);
        if (!value.equals(Files.getAttribute(to, right))) {
          Files.setAttribute(to, right, value);
        }
      }
    }
  }

  private static boolean isUnix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** A rename replaces what is there, a new hard link does not. */
  private void nameWithoutReplacing(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without hard links. Names are random, so looking first is enough in practice.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    steps.before("delete temporary");
    Files.delete(temporary);
  }

  /** Makes sure that a directory and its parents exist; the directory itself must not be a link. */
  void createMissing(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      createMissing(parent);
    }
    createDirectory(directory);
  }

  /** Makes sure that a directory exists and is not a link. */
  void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, attributes(directory, USER_DIRECTORY));
      syncDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      PlainFile.checkDirectory(directory);
    }
  }

  private FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return access == Access.PRIVATE && posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /** Puts the name of a file onto the disk, where the system lets one open a directory. */
  private static void syncDirectory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !isUnix(directory)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
