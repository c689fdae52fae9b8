package dev.agentguard.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the parts of a repository are.
 *
 * @param gitDirectory what is of this work tree alone: HEAD, the index
 * @param common what all work trees of the repository share: references, packs
 * @param objects the object directories, without those that alternates name
 * @param index the index that a commit would be made from
 */
record RepositoryLayout(Path gitDirectory, Path common, List<Path> objects, Path index) {

  private static final String POINTER = "gitdir: ";
  private static final int LONGEST_POINTER = 64 << 10;
  private static final int LONGEST_CONFIGURATION = 16 << 20;

  RepositoryLayout {
    objects = List.copyOf(objects);
  }

  /**
   * The layout of the repository of a directory.
   *
   * @param directory a work tree, or a git directory without one
   * @param environment git's variables, as git sets them for hooks
   * @param current what relative paths in these are relative to
   */
  static RepositoryLayout of(Path directory, Map<String, String> environment, Path current)
      throws IOException {
    String named = environment.getOrDefault("GIT_DIR", "");
    Path gitDirectory = named.isEmpty() ? find(directory) : path(current, named);
    Path common = commonDirectory(gitDirectory, environment, current);
    if (!isGitDirectory(gitDirectory, common)) {
      throw new RepositoryException("not a git repository: " + directory, "");
    }
    checkFormat(common);
    List<Path> objects = new ArrayList<>();
    String moved = environment.getOrDefault("GIT_OBJECT_DIRECTORY", "");
    objects.add(moved.isEmpty() ? common.resolve("objects") : path(current, moved));
    String others = environment.getOrDefault("GIT_ALTERNATE_OBJECT_DIRECTORIES", "");
    for (String other : others.split(":", -1)) {
      if (!other.isEmpty()) {
        objects.add(path(current, other));
      }
    }
    String index = environment.getOrDefault("GIT_INDEX_FILE", "");
    return new RepositoryLayout(
        gitDirectory,
        common,
        objects,
        index.isEmpty() ? gitDirectory.resolve("index") : path(current, index));
  }

  private static boolean isGitDirectory(Path gitDirectory, Path common) {
    return Files.exists(gitDirectory.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(common.resolve("objects"))
        && Files.isDirectory(common.resolve("refs"));
  }

  private static Path find(Path directory) throws IOException {
    Path inside = directory.resolve(".git");
    if (Files.isDirectory(inside)) {
      return inside;
    }
    if (Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
      String text = pointer(inside);
      if (!text.startsWith(POINTER)) {
        throw new RepositoryException(inside + ": not a pointer to a git directory", "");
      }
      return path(directory, text.substring(POINTER.length()));
    }
    return directory;
  }

  private static Path commonDirectory(
      Path gitDirectory, Map<String, String> environment, Path current) throws IOException {
    String named = environment.getOrDefault("GIT_COMMON_DIR", "");
    if (!named.isEmpty()) {
      return path(current, named);
    }
    Path file = gitDirectory.resolve("commondir");
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? path(gitDirectory, pointer(file))
        : gitDirectory;
  }

  private static String pointer(Path file) throws IOException {
    byte[] bytes = PlainBytes.read(file, LONGEST_POINTER);
    String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static Path path(Path directory, String text) throws IOException {
    try {
      return directory.resolve(text);
    } catch (InvalidPathException e) {
      throw new RepositoryException("not the name of a directory: " + text, "");
    }
  }

  /**
   * What git says about the format of a repository, looked for without understanding the
   * configuration: a line that may mean it is enough to refuse.
   */
  private static void checkFormat(Path common) throws IOException {
    byte[] bytes = PlainBytes.read(common.resolve("config"), LONGEST_CONFIGURATION);
    if (bytes == null) {
      return;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (text.contains("objectformat") && text.contains("sha256")) {
      throw new RepositoryException(
          common + ": a repository with SHA-256 objects", "guard reads SHA-1 repositories only");
    }
    if (Files.isDirectory(common.resolve("reftable"))) {
      throw new RepositoryException(
          common + ": a repository with references in a reftable",
          "git refs migrate --ref-format=files makes it readable");
    }
  }
}
