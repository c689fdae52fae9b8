package dev.agentguard.baseline;

import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.baseline.signature.SignersFormatException;
import dev.agentguard.content.Metadata;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A file that says whose approvals count, as it lies on the disk. Comments, order and lines that
 * are not changed stay as people wrote them.
 */
public final class SignersFile {

  private static final int MAX_BYTES = 1 << 20;
  private static final int OTHERS_WRITE = 0022;

  private final SnapshotReader reader = new SnapshotReader(MAX_BYTES, MAX_BYTES);
  private final Path file;
  private final String name;
  private final @Nullable Folder folder;

  /** The file at a path, whether it is there or not. */
  public SignersFile(Path file) {
    this(file, file.toString());
  }

  /** The file that a repository brings along: for everybody who may read the repository. */
  public static SignersFile inRepository(Path root) {
    Folder folder = Folder.of(root, ".guard");
    Path file = root.resolve(RepositoryDirectory.SIGNERS);
    return new SignersFile(file, file.toString(), folder);
  }

  /**
   * The file at a path, whether it is there or not.
   *
   * @param name what messages call it
   */
  public SignersFile(Path file, String name) {
    this(file, name, null);
  }

  private SignersFile(Path file, String name, @Nullable Folder folder) {
    this.file = file;
    this.name = name;
    this.folder = folder;
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * Reads it; nothing if it is not there.
   *
   * @throws UnexpectedFileException if it is not a regular file, or everybody may write it
   */
  public Optional<AllowedSigners> find() throws IOException, SignersFormatException {
    return parse(bytes());
  }

  /**
   * Reads it if only one user can have written it.
   *
   * @param owner the user id that must own it and its directory
   */
  public Optional<AllowedSigners> findOwnedBy(int owner)
      throws IOException, SignersFormatException {
    Optional<byte[]> bytes = bytes();
    if (bytes.isPresent()) {
      checkOwner(file, owner);
      Path directory = file.getParent();
      if (directory != null) {
        checkOwner(directory, owner);
      }
    }
    return parse(bytes);
  }

  private Optional<AllowedSigners> parse(Optional<byte[]> bytes) throws SignersFormatException {
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(AllowedSigners.parse(name, bytes.get()));
  }

  private Optional<byte[]> bytes() throws IOException {
    Snapshot snapshot = reader.keep(file);
    if (snapshot instanceof Snapshot.Absent) {
      return Optional.empty();
    }
    if (!(snapshot instanceof Snapshot.RegularFile found)) {
      throw new UnexpectedFileException(file, "a regular file", kind(snapshot));
    }
    if (found.metadata().worldWritable()) {
      throw new UnexpectedFileException(
          file, "a file that not everybody may write", "mode " + octal(found.metadata()));
    }
    return Optional.of(found.kept().bytes());
  }

  private void checkOwner(Path path, int owner) throws UnexpectedFileException {
    Optional<Metadata> metadata = reader.metadata(path);
    if (metadata.isEmpty() || metadata.get().owner() != owner) {
      throw new UnexpectedFileException(
          path,
          "user " + owner + " as its owner",
          metadata.isEmpty() ? "nobody" : "user " + metadata.get().owner());
    }
    if ((metadata.get().mode() & OTHERS_WRITE) != 0) {
      throw new UnexpectedFileException(
          path, "that only its owner may write it", "mode " + octal(metadata.get()));
    }
  }

  private static String octal(Metadata metadata) {
    return "0".concat(Integer.toOctalString(metadata.mode()));
  }

  private static String kind(Snapshot snapshot) {
    if (snapshot instanceof Snapshot.Link) {
      return "a symbolic link";
    }
    if (snapshot instanceof Snapshot.Special special) {
      return "a ".concat(special.what());
    }
    return snapshot instanceof Snapshot.Unreadable unreadable ? unreadable.reason() : "a directory";
  }

  /** Adds lines at the end, and makes the file and its directory if they are not there. */
  public void add(List<AllowedSigner> lines, RandomGenerator random) throws IOException {
    StringBuilder text = new StringBuilder(text());
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    for (AllowedSigner line : lines) {
      text.append(line.print()).append('\n');
    }
    write(text.toString(), random);
  }

  /**
   * Takes lines out. The file stays, even if nobody is left in it: that nobody is trusted is not
   * the same as that nothing is known.
   *
   * @param numbers the numbers of the lines, from 1
   */
  public void remove(Set<Integer> numbers, RandomGenerator random) throws IOException {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (String line : text().split("(?<=\n)", -1)) {
      if (!numbers.contains(++number)) {
        text.append(line);
      }
    }
    write(text.toString(), random);
  }

  private String text() throws IOException {
    return new String(bytes().orElse(new byte[0]), StandardCharsets.UTF_8);
  }

  private void write(String text, RandomGenerator random) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (folder != null) {
      DurableWriter writer = new DurableWriter(random, DurableWriter.Access.SHARED);
      folder.create(writer);
      writer.replace(file, bytes);
      return;
    }
    DurableWriter writer = new DurableWriter(random, DurableWriter.Access.PRIVATE);
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      writer.createMissing(directory);
    }
    writer.replace(file, bytes);
  }
}
