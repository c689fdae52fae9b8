package dev.agentguard.hook;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where the parts of a repository are, as git finds them.
 *
 * @param workTree the work tree, real
 * @param gitDirectory what belongs to this work tree, real
 * @param commonDirectory what all work trees share, real; hooks are there
 */
record GitRepository(Path workTree, Path gitDirectory, Path commonDirectory) {

  private static final String POINTER = "gitdir: ";
  private static final int LONGEST_POINTER = 64 << 10;

  /**
   * The repository of a work tree.
   *
   * @param workTree the directory that has the {@code .git}
   */
  static GitRepository of(Path workTree) throws HookException {
    Path root = real(workTree);
    Path git = root.resolve(".git");
    Path directory = git;
    if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
      String pointer = pointer(git);
      if (!pointer.startsWith(POINTER)) {
        throw new HookException(root + ": not the work tree of a git repository");
      }
      directory = onDisk(root, pointer.substring(POINTER.length()));
    }
    Path gitDirectory = real(directory);
    Path common = gitDirectory.resolve("commondir");
    Path commonDirectory =
        Files.exists(common, LinkOption.NOFOLLOW_LINKS)
            ? real(onDisk(gitDirectory, pointer(common)))
            : gitDirectory;
    if (!Files.isDirectory(commonDirectory.resolve("objects"))
        || !Files.exists(commonDirectory.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
      throw new HookException(commonDirectory + ": not a git directory");
    }
    return new GitRepository(root, gitDirectory, commonDirectory);
  }

  private static String pointer(Path file) throws HookException {
    Snapshot snapshot = new SnapshotReader().keepUpTo(LONGEST_POINTER, file);
    if (!(snapshot instanceof Snapshot.RegularFile found) || found.content() == null) {
      throw new HookException(file + ": not a file or directory of git");
    }
    String text = FileName.decode(found.kept().bytes());
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    if (end == 0 || text.indexOf('\0') >= 0) {
      throw new HookException(file + ": leads nowhere");
    }
    return text.substring(0, end);
  }

  /** The file that a path of git's means, seen from a directory. */
  static Path onDisk(Path directory, String path) {
    return path.startsWith("/")
        ? FileName.resolve(directory.getRoot(), path.substring(1))
        : FileName.resolve(directory, path);
  }

  private static Path real(Path directory) throws HookException {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new HookException(directory + ": not a directory that can be read");
    }
  }
}
