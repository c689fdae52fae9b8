package dev.agentguard.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The file that names a repository, {@code .guard/repository}: the line {@code guard-repository v1}
 * and a line with the {@link RepositoryId}. It is made once and never changes. A {@link
 * StateDirectory} has one, too.
 */
public final class RepositoryFile {

  private static final String HEADER = "guard-repository v1\n";
  private static final int LENGTH = HEADER.length() + 37;

  private final Folder folder;
  private final Path file;
  private final DurableWriter.Access access;

  RepositoryFile(Folder folder, String name, DurableWriter.Access access) {
    this.folder = folder;
    this.file = folder.file(name);
    this.access = access;
  }

  /** The file in a repository; it need not exist. */
  public static RepositoryFile inRepository(Path root) {
    return new RepositoryFile(Folder.of(root, ".guard"), "repository", DurableWriter.Access.SHARED);
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * The identity in the file, or nothing if there is no file.
   *
   * @throws UnexpectedFileException if the file is not a regular file or holds anything else
   */
  public Optional<RepositoryId> find() throws IOException {
    try {
      folder.check();
      return Optional.of(parse(PlainFile.read(file, LENGTH)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the file with a new identity.
   *
   * @throws FileAlreadyExistsException if it is there already
   */
  public RepositoryId create(RandomGenerator random) throws IOException {
    RepositoryId id = RepositoryId.random(random);
    create(id, random);
    return id;
  }

  /**
   * Makes the file with an identity that is known already.
   *
   * @throws FileAlreadyExistsException if it is there already
   */
  public void create(RepositoryId id, RandomGenerator random) throws IOException {
    DurableWriter writer = new DurableWriter(random, access);
    folder.create(writer);
    writer.create(file, (HEADER + id + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private RepositoryId parse(byte[] bytes) throws UnexpectedFileException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.length() == LENGTH && text.startsWith(HEADER) && text.endsWith("\n")) {
      try {
        return RepositoryId.parse(text.substring(HEADER.length(), LENGTH - 1));
      } catch (IllegalArgumentException e) {
        throw malformed(text, e);
      }
    }
    throw malformed(text, null);
  }

  private UnexpectedFileException malformed(String text, @Nullable IllegalArgumentException cause) {
    UnexpectedFileException malformed =
        new UnexpectedFileException(
            file,
            "the line \"guard-repository v1\" and a line with a UUID in lower case",
            Quoting.quoted(text));
    if (cause != null) {
      malformed.initCause(cause);
    }
    return malformed;
  }
}
