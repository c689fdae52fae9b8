package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The store of accepted contents, found by their digests: {@code vault/ab/cdef...}, each readable
 * only by the user. Findings show old values from it.
 *
 * <p>What is secret does not belong here; the caller knows what is. Nothing is ever deleted.
 */
public final class Vault {

  /** The largest content that is kept, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  private final Folder folder;

  Vault(Folder folder) {
    this.folder = folder;
  }

  /**
   * Keeps a content. One that is there already is not written again, one that is damaged is mended.
   *
   * @throws UnexpectedFileException if it is larger than {@link #MAX_BYTES}, or a directory is a
   *     link
   */
  public Digest put(byte[] content, RandomGenerator random) throws IOException {
    Digest digest = Digest.of(content);
    Folder shelf = shelf(digest);
    Path file = shelf.file(name(digest));
    if (content.length > MAX_BYTES) {
      throw new UnexpectedFileException(
          file, "at most " + MAX_BYTES + " bytes", content.length + " bytes");
    }
    DurableWriter writer = new DurableWriter(random, DurableWriter.Access.PRIVATE);
    shelf.create(writer);
    if (!holds(digest)) {
      writer.replace(file, content);
    }
    return digest;
  }

  /**
   * The content with a digest, if it was kept.
   *
   * @throws DamagedObjectException if what is there has another digest
   * @throws UnexpectedFileException if what is there is not a regular file of the allowed size
   */
  public Optional<byte[]> find(Digest digest) throws IOException {
    Folder shelf = shelf(digest);
    byte[] content;
    try {
      shelf.check();
      content = PlainFile.read(shelf.file(name(digest)), MAX_BYTES);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Digest actual = Digest.of(content);
    if (!actual.equals(digest)) {
      throw new DamagedObjectException(digest, actual);
    }
    return Optional.of(content);
  }

  private boolean holds(Digest digest) throws IOException {
    try {
      return find(digest).isPresent();
    } catch (DamagedObjectException | UnexpectedFileException e) {
      return false;
    }
  }

  private Folder shelf(Digest digest) {
    return folder.child(digest.hex().substring(0, 2));
  }

  private static String name(Digest digest) {
    return digest.hex().substring(2);
  }
}
