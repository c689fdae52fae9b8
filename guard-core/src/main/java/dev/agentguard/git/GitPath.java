package dev.agentguard.git;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of a git file system. Its text is that of {@link dev.agentguard.surface.FileName}: bytes
 * that are no UTF-8 are lone surrogates, so that text and name are the same thing here.
 */
final class GitPath implements Path {

  private static final String[] NONE = {};

  private final GitFileSystem system;
  private final boolean absolute;
  private final String[] names;
  private final @Nullable TreeEntry entry;
  private int hash;

  private GitPath(
      GitFileSystem system, boolean absolute, String[] names, @Nullable TreeEntry entry) {
    this.system = system;
    this.absolute = absolute;
    this.names = names;
    this.entry = entry;
  }

  static GitPath of(GitFileSystem system, String text) {
    List<String> names = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('/', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        names.add(text.substring(start, end));
      }
      start = end + 1;
    }
    boolean absolute = text.startsWith("/");
    // Like elsewhere, the empty text is a path of one empty name.
    String[] all = names.isEmpty() && !absolute ? new String[] {""} : names.toArray(NONE);
    return new GitPath(system, absolute, all, null);
  }

  /** What a listing found under this path, if it comes from one. */
  @Nullable TreeEntry entry() {
    return entry;
  }

  String[] names() {
    return names;
  }

  /** The path of an entry that was found in this directory. */
  GitPath child(TreeEntry found) {
    String[] longer = Arrays.copyOf(names, names.length + 1);
    longer[names.length] = found.name();
    return new GitPath(system, absolute, longer, found);
  }

  GitPath with(TreeEntry found) {
    return new GitPath(system, absolute, names, found);
  }

  static GitPath absolute(GitFileSystem system, List<String> names) {
    return new GitPath(system, true, names.toArray(NONE), null);
  }

  private GitPath part(boolean rooted, String[] some) {
    return new GitPath(system, rooted, some, null);
  }

  private boolean isEmpty() {
    return !absolute && names.length == 1 && names[0].isEmpty();
  }

  private GitPath mine(Path other) {
    if (other instanceof GitPath path && path.system == system) {
      return path;
    }
    throw new ProviderMismatchException();
  }

  @Override
  public GitFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable GitPath getRoot() {
    return absolute ? part(true, NONE) : null;
  }

  @Override
  public @Nullable GitPath getFileName() {
    if (names.length == 0) {
      return null;
    }
    return part(false, new String[] {names[names.length - 1]});
  }

  @Override
  public @Nullable GitPath getParent() {
    if (names.length == 0 || names.length == 1 && !absolute) {
      return null;
    }
    return part(absolute, Arrays.copyOf(names, names.length - 1));
  }

  @Override
  public int getNameCount() {
    return names.length;
  }

  @Override
  public GitPath getName(int index) {
    if (index < 0 || index >= names.length) {
      throw new IllegalArgumentException("no such name");
    }
    return part(false, new String[] {names[index]});
  }

  @Override
  public GitPath subpath(int begin, int end) {
    if (begin < 0 || end > names.length || begin >= end) {
      throw new IllegalArgumentException("no such names");
    }
    return part(false, Arrays.copyOfRange(names, begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof GitPath path
        && path.system == system
        && path.absolute == absolute
        && (path.isEmpty() ? isEmpty() : true)
        && path.names.length <= names.length
        && Arrays.equals(names, 0, path.names.length, path.names, 0, path.names.length);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof GitPath path)
        || path.system != system
        || path.names.length > names.length
        || path.absolute && (!absolute || path.names.length != names.length)) {
      return false;
    }
    int from = names.length - path.names.length;
    return Arrays.equals(names, from, names.length, path.names, 0, path.names.length);
  }

  @Override
  public GitPath normalize() {
    List<String> kept = new ArrayList<>(names.length);
    for (String name : names) {
      boolean up = name.equals("..");
      boolean canGoUp = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
      if (up && canGoUp) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(".") && !(up && absolute)) {
        kept.add(name);
      }
    }
    if (kept.isEmpty() && !absolute) {
      kept.add("");
    }
    return kept.size() == names.length ? this : part(absolute, kept.toArray(NONE));
  }

  @Override
  public GitPath resolve(Path other) {
    GitPath path = mine(other);
    if (path.absolute || isEmpty()) {
      return path;
    }
    if (path.isEmpty()) {
      return this;
    }
    String[] all = Arrays.copyOf(names, names.length + path.names.length);
    System.arraycopy(path.names, 0, all, names.length, path.names.length);
    return part(absolute, all);
  }

  @Override
  public GitPath resolve(String other) {
    return resolve(of(system, other));
  }

  @Override
  public GitPath relativize(Path other) {
    GitPath path = mine(other);
    if (path.absolute != absolute) {
      throw new IllegalArgumentException("one path is absolute");
    }
    String[] mine = isEmpty() ? NONE : names;
    int common = 0;
    int most = Math.min(mine.length, path.names.length);
    while (common < most && mine[common].equals(path.names[common])) {
      common++;
    }
    List<String> result = new ArrayList<>();
    for (int i = common; i < mine.length; i++) {
      result.add("..");
    }
    result.addAll(Arrays.asList(path.names).subList(common, path.names.length));
    if (result.isEmpty()) {
      result.add("");
    }
    return part(false, result.toArray(NONE));
  }

  @Override
  public URI toUri() {
    throw new UnsupportedOperationException("a path of a git tree has no address");
  }

  @Override
  public GitPath toAbsolutePath() {
    return absolute ? this : system.root().resolve(this);
  }

  @Override
  public GitPath toRealPath(LinkOption... options) throws IOException {
    return system.real(this, !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("a git tree does not change");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(mine(other).toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GitPath path
        && path.system == system
        && path.absolute == absolute
        && Arrays.equals(path.names, names);
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = Arrays.hashCode(names) * 31 + (absolute ? 1 : 0);
      hash = known;
    }
    return known;
  }

  @Override
  public String toString() {
    if (names.length == 1) {
      return absolute ? "/".concat(names[0]) : names[0];
    }
    StringBuilder text = new StringBuilder(absolute ? "/" : "");
    for (int i = 0; i < names.length; i++) {
      text.append(i > 0 ? "/" : "").append(names[i]);
    }
    return text.toString();
  }
}
