package dev.agentguard.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a file system says about an entry of a git tree. Whoever walks wants to know what is there,
 * so the size is only looked up when it is asked for.
 */
record EntryAttributes(GitFileSystem.Found found) implements BasicFileAttributes {

  /** Git keeps no times. */
  static final FileTime NEVER = FileTime.fromMillis(0);

  private EntryKind kind() {
    return found.entry().kind();
  }

  @Override
  public long size() {
    try {
      return found.path().getFileSystem().size(found.entry(), found.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FileTime lastModifiedTime() {
    return NEVER;
  }

  @Override
  public FileTime lastAccessTime() {
    return NEVER;
  }

  @Override
  public FileTime creationTime() {
    return NEVER;
  }

  @Override
  public boolean isRegularFile() {
    return kind().isFile();
  }

  @Override
  public boolean isDirectory() {
    return kind().isDirectory();
  }

  @Override
  public boolean isSymbolicLink() {
    return kind() == EntryKind.LINK;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return kind(); // There are no second names here.
  }
}
