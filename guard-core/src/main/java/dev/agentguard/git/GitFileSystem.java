package dev.agentguard.git;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.NameSieve;
import dev.agentguard.surface.SievedFileSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A git tree as a file system that cannot be written: the work tree is one directory of it, and
 * nothing else is there. Safe for use by many threads.
 */
public final class GitFileSystem extends FileSystem implements SievedFileSystem {

  /** More directories than any repository has; a tree may hold itself a million times over. */
  private static final int MOST_DIRECTORIES = 1_000_000;

  private static final int LONGEST_PATH = 4096;
  private static final int LONGEST_LINK = 4096;
  private static final int MOST_LINKS = 40;

  private final GitFileSystemProvider provider = new GitFileSystemProvider();
  private final GitPath root = GitPath.of(this, "/");
  private final GitPath workTree;
  private final TreeEntry top;
  private final ObjectStore objects;
  private final List<String> unmerged;
  private final List<String> displaced;
  private final Set<String> submodules = Collections.synchronizedSet(new TreeSet<>());
  private final AtomicInteger listed = new AtomicInteger();

  /**
   * @param mount the absolute path at which the tree is
   */
  GitFileSystem(Directory tree, ObjectStore objects, String mount) {
    this(tree, objects, mount, List.of(), List.of());
  }

  GitFileSystem(
      Directory tree,
      ObjectStore objects,
      String mount,
      List<String> unmerged,
      List<String> displaced) {
    this.objects = objects;
    this.unmerged = List.copyOf(unmerged);
    this.displaced = List.copyOf(displaced);
    this.workTree = GitPath.of(this, mount).normalize();
    TreeEntry entry = new TreeEntry("", EntryKind.DIRECTORY, null, tree);
    String[] names = workTree.names();
    for (int i = names.length - 1; i >= 0; i--) {
      TreeEntry inside = new TreeEntry(names[i], entry.kind(), entry.id(), entry.directory());
      entry = new TreeEntry("", EntryKind.DIRECTORY, null, new MountDirectory(inside));
    }
    this.top = entry;
  }

  /** A directory on the way to the work tree. */
  private record MountDirectory(TreeEntry inside) implements Directory {
    @Override
    public List<TreeEntry> entries(@Nullable NameSieve sieve) {
      return List.of(inside);
    }

    @Override
    public @Nullable TreeEntry find(String name) {
      return inside.name().equals(name) ? inside : null;
    }
  }

  /** The directory that the tree is the content of. */
  public Path workTree() {
    return workTree;
  }

  GitPath root() {
    return root;
  }

  /** The submodules in the directories that have been listed until now, relative to the tree. */
  public List<String> submodules() {
    synchronized (submodules) {
      return new ArrayList<>(submodules);
    }
  }

  /** The paths that a merge left undecided in the index, relative to the tree. */
  public List<String> unmerged() {
    return unmerged;
  }

  /**
   * The paths, relative to the tree, that a merged branch has changed and the target has removed
   * since: git's merge may put them elsewhere than they are here.
   */
  public List<String> displaced() {
    return displaced;
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(Path directory, @Nullable NameSieve sieve)
      throws IOException {
    GitPath path = (GitPath) directory;
    Found found = find(path, true);
    Directory content = found.entry.directory();
    if (content == null) {
      throw new NotDirectoryException(path.toString());
    }
    if (found.entry.kind() == EntryKind.SUBMODULE) {
      note(path);
    }
    if (listed.incrementAndGet() > MOST_DIRECTORIES) {
      throw failure(path, "the git tree has more than " + MOST_DIRECTORIES + " directories");
    }
    List<Path> children = new ArrayList<>();
    for (TreeEntry entry : content.entries(sieve)) {
      GitPath child = path.child(entry);
      if (entry.kind() == EntryKind.SUBMODULE) {
        note(child);
      }
      if (entry.kind().isDirectory()) {
        checkLength(child);
      }
      children.add(child);
    }
    return new Listing(children);
  }

  private void note(GitPath submodule) {
    if (submodule.startsWith(workTree)) {
      submodules.add(workTree.relativize(submodule).toString());
    }
  }

  private static void checkLength(GitPath path) throws FileSystemException {
    int length = 0;
    for (String name : path.names()) {
      length += name.length() + 1;
    }
    if (length > LONGEST_PATH) {
      throw failure(path, "the git tree has a path longer than " + LONGEST_PATH);
    }
  }

  static final class Listing implements DirectoryStream<Path> {
    private final List<Path> children;

    Listing(List<Path> children) {
      this.children = children;
    }

    @Override
    public Iterator<Path> iterator() {
      return children.iterator();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** An entry, and the path that leads to it without links. */
  record Found(GitPath path, TreeEntry entry) {}

  /** What is at a path. */
  Found find(GitPath asked, boolean follow) throws IOException {
    TreeEntry known = asked.entry();
    return known == null || follow && known.kind() == EntryKind.LINK
        ? search(asked, follow)
        : new Found(asked, known);
  }

  private Found search(GitPath asked, boolean follow) throws IOException {
    List<String> names = new ArrayList<>();
    List<TreeEntry> entries = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    push(waiting, asked.toAbsolutePath().names());
    int links = 0;
    while (!waiting.isEmpty()) {
      String name = waiting.remove(waiting.size() - 1);
      TreeEntry current = entries.isEmpty() ? top : entries.get(entries.size() - 1);
      Directory directory = current.directory();
      if (directory == null) {
        throw new NoSuchFileException(asked.toString());
      }
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        if (!entries.isEmpty()) {
          entries.remove(entries.size() - 1);
          names.remove(names.size() - 1);
        }
        continue;
      }
      TreeEntry found = directory.find(name);
      if (found == null) {
        throw new NoSuchFileException(asked.toString());
      }
      if (found.kind() == EntryKind.LINK && (follow || !waiting.isEmpty())) {
        if (++links > MOST_LINKS) {
          throw failure(asked, "too many levels of symbolic links");
        }
        String target = target(found, asked);
        if (target.startsWith("/")) {
          entries.clear();
          names.clear();
        }
        push(waiting, GitPath.of(this, target).names());
        continue;
      }
      names.add(name);
      entries.add(found);
    }
    TreeEntry last = entries.isEmpty() ? top : entries.get(entries.size() - 1);
    return new Found(GitPath.absolute(this, names).with(last), last);
  }

  private static void push(List<String> waiting, String[] names) {
    for (int i = names.length - 1; i >= 0; i--) {
      waiting.add(names[i]);
    }
  }

  GitPath real(GitPath path, boolean follow) throws IOException {
    return search(path, follow).path;
  }

  /** How long the content of a file or link is. */
  long size(TreeEntry entry, GitPath path) throws IOException {
    ObjectId id = entry.id();
    if (id == null || entry.kind().isDirectory()) {
      return 0;
    }
    try {
      return objects.size(id);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  InputStream open(Found found) throws IOException {
    ObjectId id = found.entry.id();
    if (id == null || !found.entry.kind().isFile()) {
      throw failure(found.path, "is a directory");
    }
    try {
      if (objects.size(id) > ObjectStore.AT_ONCE) {
        InputStream stream = objects.stream(id);
        if (stream != null) {
          return stream;
        }
      }
      return new ByteArrayInputStream(objects.read(id, GitObject.BLOB));
    } catch (IOException e) {
      throw failure(found.path, e);
    }
  }

  /** The target of a link as text. */
  String target(TreeEntry entry, GitPath path) throws IOException {
    ObjectId id = entry.id();
    if (id == null || entry.kind() != EntryKind.LINK) {
      throw new NotLinkException(path.toString());
    }
    try {
      if (objects.size(id) > LONGEST_LINK) {
        throw new DamagedException(path.toString(), "its target is longer than any path");
      }
      byte[] target = objects.read(id, GitObject.BLOB);
      for (byte b : target) {
        if (b == 0) {
          throw new DamagedException(path.toString(), "its target has a byte that no path has");
        }
      }
      return FileName.decode(target);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  static FileSystemException failure(GitPath path, String reason) {
    return new FileSystemException(path.toString(), null, reason);
  }

  /** The same problem, as one of a path. */
  static FileSystemException failure(GitPath path, IOException e) {
    String reason =
        e instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : Escaping.escape("the git objects cannot be read: " + e.getClass().getSimpleName());
    FileSystemException failure = failure(path, reason);
    failure.initCause(e);
    return failure;
  }

  @Override
  public GitFileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("a git tree needs no closing");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(root);
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public GitPath getPath(String first, String... more) {
    String text = more.length == 0 ? first : first + "/" + String.join("/", more);
    return GitPath.of(this, text);
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    throw new UnsupportedOperationException("no patterns");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("git keeps no owners");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("a git tree does not change");
  }
}
