package dev.agentguard.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The references of a repository: files of their own, or lines of {@code packed-refs}. */
final class References {

  private static final String[] RULES = {
    "", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/", "refs/remotes/*/HEAD"
  };
  private static final int LONGEST = 4096;
  private static final int MOST_PACKED = 256 << 20;
  private static final int DEEPEST = 5;

  private final RepositoryLayout layout;
  private byte @Nullable [] packed;

  References(RepositoryLayout layout) {
    this.layout = layout;
  }

  /** A reference that a name can mean, by its full name. */
  record Match(String name, ObjectId id) {}

  /**
   * All references that a name can mean, in git's order. A full name, and that of {@code HEAD} and
   * its like, means nothing else: nobody can put a tag of that name before it.
   */
  List<Match> find(String name) throws IOException {
    if (!isSafe(name)) {
      return List.of();
    }
    List<Match> found = new ArrayList<>();
    for (String rule : RULES) {
      String full = rule.endsWith("*/HEAD") ? rule.replace("*", name) : rule + name;
      boolean known = full.startsWith("refs/") || isPseudo(full);
      ObjectId id = known ? resolve(full, 0) : null;
      if (id != null) {
        found.add(new Match(full, id));
      }
      if (rule.isEmpty() && (id != null || name.startsWith("refs/"))) {
        break;
      }
    }
    return found;
  }

  /** {@code HEAD}, {@code ORIG_HEAD} and the like, which are beside the references. */
  private static boolean isPseudo(String name) {
    boolean capitals = name.endsWith("HEAD");
    for (int i = 0; i < name.length(); i++) {
      capitals &= name.charAt(i) >= 'A' && name.charAt(i) <= 'Z' || name.charAt(i) == '_';
    }
    return capitals;
  }

  private static boolean isSafe(String name) {
    if (name.isEmpty() || name.length() > LONGEST || name.startsWith("-")) {
      return false;
    }
    for (String segment : name.split("/", -1)) {
      if (segment.isEmpty() || segment.startsWith(".") || segment.endsWith(".lock")) {
        return false;
      }
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 0x7f || "~^:?*[\\".indexOf(c) >= 0) {
        return false;
      }
    }
    return !name.contains("..") && !name.contains("@{");
  }

  private @Nullable ObjectId resolve(String full, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new RepositoryException("the reference " + full + " leads to itself", "");
    }
    boolean own = !full.startsWith("refs/") || isOfWorkTree(full);
    Path file = (own ? layout.gitDirectory() : layout.common()).resolve(full);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isSymbolicLink(file)) {
        throw new RepositoryException("the reference " + full + " is a symbolic link", "");
      }
      return full.startsWith("refs/") ? packed(full) : null;
    }
    byte[] bytes = PlainBytes.read(file, LONGEST);
    if (bytes == null) {
      return packed(full);
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.startsWith("ref:")) {
      String target = text.substring(4).strip();
      if (!target.startsWith("refs/") || !isSafe(target)) {
        throw new RepositoryException("the reference " + full + " leads to no reference", "");
      }
      return resolve(target, depth + 1);
    }
    // FETCH_HEAD has more behind the name.
    int end = text.indexOf('\t');
    return id(full, end < 0 ? text : text.substring(0, end));
  }

  private static boolean isOfWorkTree(String full) {
    return full.startsWith("refs/bisect/")
        || full.startsWith("refs/worktree/")
        || full.startsWith("refs/rewritten/");
  }

  private static ObjectId id(String name, String text) throws IOException {
    ObjectId id = ObjectId.parse(text);
    if (id == null) {
      throw new RepositoryException(
          "the reference " + name + " holds no object name",
          text.length() == 64 ? "guard reads SHA-1 repositories only" : "git fsck says more");
    }
    return id;
  }

  private @Nullable ObjectId packed(String full) throws IOException {
    byte[] lines = packed;
    if (lines == null) {
      byte[] read = PlainBytes.read(layout.common().resolve("packed-refs"), MOST_PACKED);
      lines = read == null ? new byte[0] : read;
      packed = lines;
    }
    byte[] wanted = full.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < lines.length) {
      int end = at;
      while (end < lines.length && lines[end] != '\n') {
        end++;
      }
      int name = at + 2 * ObjectId.LENGTH + 1;
      if (end - name == wanted.length
          && lines[name - 1] == ' '
          && Arrays.equals(lines, name, end, wanted, 0, wanted.length)) {
        return id(full, new String(lines, at, name - 1 - at, StandardCharsets.ISO_8859_1));
      }
      at = end + 1;
    }
    return null;
  }
}
