package dev.agentguard.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link java.nio.file.Files} asks about paths of a git tree. Everything that writes fails.
 */
final class GitFileSystemProvider extends FileSystemProvider {

  private static final int UNKNOWN = -1;

  @Override
  public String getScheme() {
    return "git-tree";
  }

  private static boolean follows(LinkOption... options) {
    for (LinkOption option : options) {
      if (option == LinkOption.NOFOLLOW_LINKS) {
        return false;
      }
    }
    return true;
  }

  private static GitFileSystem.Found find(Path path, boolean follow) throws IOException {
    GitPath asked = (GitPath) path;
    try {
      return asked.getFileSystem().find(asked, follow);
    } catch (DamagedException e) {
      throw GitFileSystem.failure(asked, e);
    }
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("git keeps no such attributes");
    }
    return type.cast(new EntryAttributes(find(path, follows(options))));
  }

  /** What a Unix file system says; asked for the size, too, which is looked up. */
  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    if (!names.startsWith("unix:")) {
      throw new UnsupportedOperationException("git keeps no such attributes");
    }
    GitPath asked = (GitPath) path;
    TreeEntry entry = find(path, follows(options)).entry();
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("mode", mode(entry.kind()));
    attributes.put("uid", UNKNOWN);
    attributes.put("nlink", 1);
    attributes.put("dev", 0L);
    attributes.put("ino", 0L);
    attributes.put("size", asked.getFileSystem().size(entry, asked));
    attributes.put("ctime", EntryAttributes.NEVER);
    return attributes;
  }

  private static int mode(EntryKind kind) {
    int type = kind.isDirectory() ? 0040000 : kind.isFile() ? 0100000 : 0120000;
    return type | kind.mode() & 0777;
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    GitPath asked = (GitPath) directory;
    DirectoryStream<Path> all;
    try {
      all = asked.getFileSystem().newDirectoryStream(asked, null);
    } catch (DamagedException e) {
      throw GitFileSystem.failure(asked, e);
    }
    List<Path> accepted = new ArrayList<>();
    for (Path child : all) {
      if (filter.accept(child)) {
        accepted.add(child);
      }
    }
    return new GitFileSystem.Listing(accepted);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean follow = true;
    for (OpenOption option : options) {
      if (option == LinkOption.NOFOLLOW_LINKS) {
        follow = false;
      } else if (option != StandardOpenOption.READ) {
        throw new ReadOnlyFileSystemException();
      }
    }
    GitFileSystem.Found found = find(path, follow);
    GitPath asked = (GitPath) path;
    if (found.entry().kind() == EntryKind.LINK) {
      throw GitFileSystem.failure(asked, "too many levels of symbolic links");
    }
    GitFileSystem system = asked.getFileSystem();
    InputStream in = system.open(found);
    return new BlobChannel(in, system.size(found.entry(), asked));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    GitPath asked = (GitPath) link;
    GitFileSystem system = asked.getFileSystem();
    return system.getPath(system.target(find(link, false).entry(), asked));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    GitFileSystem.Found unused = find(path, true);
    for (AccessMode mode : modes) {
      if (mode == AccessMode.WRITE) {
        throw new ReadOnlyFileSystemException();
      }
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return one.equals(other)
        || one instanceof GitPath
            && other instanceof GitPath
            && one.getFileSystem() == other.getFileSystem()
            && one.toRealPath().equals(other.toRealPath());
  }

  @Override
  public boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  @Override
  public FileSystem newFileSystem(URI address, Map<String, ?> environment) {
    throw new UnsupportedOperationException("a git tree has no address");
  }

  @Override
  public FileSystem getFileSystem(URI address) {
    throw new UnsupportedOperationException("a git tree has no address");
  }

  @Override
  public Path getPath(URI address) {
    throw new UnsupportedOperationException("a git tree has no address");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("a git tree is in no file store");
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }
}
