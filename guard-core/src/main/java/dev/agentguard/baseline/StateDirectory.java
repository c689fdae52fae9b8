package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The directory in which guard keeps what it knows about one user's machine and what no repository
 * may carry: approvals for the home, for system files and for the local content of clones, and the
 * {@link Vault}.
 *
 * <p>It is refused if somebody else could have written to it. Each of its stores has an identity of
 * its own, so that an approval of one is not one of another.
 */
public final class StateDirectory {

  private final Path directory;
  private final RepositoryId id;

  private StateDirectory(Path directory, RepositoryId id) {
    this.directory = directory;
    this.id = id;
  }

  /**
   * Opens the directory, and makes it if it is not there.
   *
   * @param directory where it is, as {@link StateLocation} says
   * @param user the user whom guard runs as
   * @throws UnexpectedFileException if it is a link, belongs to another user, or others may write
   *     to it
   */
  public static StateDirectory open(Path directory, UserPrincipal user, RandomGenerator random)
      throws IOException {
    DurableWriter writer = new DurableWriter(random, DurableWriter.Access.PRIVATE);
    writer.createMissing(directory);
    check(directory, user);
    RepositoryFile file = identity(directory);
    Optional<RepositoryId> known = file.find();
    return new StateDirectory(directory, known.isPresent() ? known.get() : create(file, random));
  }

  /**
   * Opens the directory if it was ever made; changes nothing on the disk.
   *
   * @throws UnexpectedFileException if it is a link, belongs to another user, or others may write
   *     to it
   */
  public static Optional<StateDirectory> find(Path directory, UserPrincipal user)
      throws IOException {
    try {
      check(directory, user);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Optional<RepositoryId> id = identity(directory).find();
    return id.isPresent() ? Optional.of(new StateDirectory(directory, id.get())) : Optional.empty();
  }

  /** What is accepted below the home. */
  public Store home() {
    return store("home");
  }

  /** What is accepted of the machine, by absolute paths. */
  public Store system() {
    return store("system");
  }

  /**
   * What is accepted in one clone and is not the repository's own content: {@code .git/**}, ignored
   * files, nested repositories.
   *
   * @param repository the repository's identity
   * @param root the root of the clone, by any path to it
   */
  public Store repository(RepositoryId repository, Path root) throws IOException {
    byte[] realPath = root.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
    return store("repositories", repository + "-" + Digest.of(realPath).hex().substring(0, 16));
  }

  /** Which directories led to the objects of a store. */
  public AncestorRecord ancestors(Store store) {
    return new AncestorRecord(Folder.of(directory, "ancestors"), store.id());
  }

  /** Accepted contents. */
  public Vault vault() {
    return new Vault(Folder.of(directory, "vault"));
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  private Store store(String... names) {
    String hex =
        Digest.of(
                ("guard-store v1\n" + id + "\n" + String.join("/", names) + "\n")
                    .getBytes(StandardCharsets.UTF_8))
            .hex();
    long high = Long.parseUnsignedLong(hex, 0, 16, 16);
    long low = Long.parseUnsignedLong(hex, 16, 32, 16);
    return new Store(
        new RepositoryId(RepositoryId.of(high, low, 8)),
        new ApprovalDirectory(new Folder(directory, List.of(names)), DurableWriter.Access.PRIVATE));
  }

  private static RepositoryFile identity(Path directory) {
    return new RepositoryFile(Folder.of(directory), "identity", DurableWriter.Access.PRIVATE);
  }

  private static RepositoryId create(RepositoryFile file, RandomGenerator random)
      throws IOException {
    try {
      return file.create(random);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
      return file.find().orElseThrow(() -> e);
    }
  }

  private static void check(Path directory, UserPrincipal user) throws IOException {
    PlainFile.checkDirectory(directory);
    UserPrincipal owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(user)) {
      throw new UnexpectedFileException(
          directory,
          "a directory of " + Quoting.printable(user.getName()),
          "one of " + Quoting.printable(owner.getName()));
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      PosixFileAttributes attributes =
          Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
          || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new UnexpectedFileException(
            directory, "a directory to which only its owner may write", "one open to others");
      }
    }
  }
}
