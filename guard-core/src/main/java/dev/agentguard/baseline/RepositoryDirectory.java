package dev.agentguard.baseline;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** The directory {@code .guard} of a repository, and what guard writes there beside approvals. */
public final class RepositoryDirectory {

  /** Git's attributes for the directory. */
  public static final String ATTRIBUTES = ".guard/.gitattributes";

  /** A digest is over bytes: no checkout may change a line end. */
  public static final String KEEP_LINE_ENDS = "* -text\n";

  /** The people whose approvals count, in the format of OpenSSH's {@code allowed_signers}. */
  public static final String SIGNERS = ".guard/allowed_signers";

  private static final String NAME = ".guard/";

  private final Folder folder;

  /**
   * @param root the root of the repository
   */
  public RepositoryDirectory(Path root) {
    this.folder = Folder.of(root, ".guard");
  }

  /**
   * Writes a file that must not be there yet.
   *
   * @param path its path in the repository, in {@code .guard/}
   * @throws FileAlreadyExistsException if something is there
   */
  public void create(String path, byte[] content, RandomGenerator random) throws IOException {
    String name = path.substring(NAME.length());
    if (!path.startsWith(NAME) || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a file of .guard: " + path);
    }
    DurableWriter writer = new DurableWriter(random, DurableWriter.Access.SHARED);
    folder.create(writer);
    writer.create(folder.file(name), content);
  }
}
