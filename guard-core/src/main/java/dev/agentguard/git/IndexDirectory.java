package dev.agentguard.git;

import dev.agentguard.surface.FileName;
import dev.agentguard.surface.NameSieve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory of an index. Of its files it knows where they are written, and no more. */
final class IndexDirectory implements Directory {

  private static final int[] NONE = {};

  private final IndexBytes index;

  // The bytes of its own name, which are looked at more often than the text.
  private final int nameStart;
  private final int nameEnd;
  private int[] entryAt = NONE;
  private int[] nameAt = NONE;
  private int files;

  // Two threads may both find it out; the values are equal and immutable.
  private volatile @Nullable Idle idle;
  private final List<TreeEntry> directories = new ArrayList<>(2);

  /** Whether nothing below passes a sieve. */
  private record Idle(NameSieve sieve, boolean value) {}

  /**
   * @param nameStart where its name begins among the names of the index
   * @param nameEnd where that ends
   */
  IndexDirectory(IndexBytes index, int nameStart, int nameEnd) {
    this.index = index;
    this.nameStart = nameStart;
    this.nameEnd = nameEnd;
  }

  /** Adds a file by the places of its entry and its name. */
  void add(int entry, int name) {
    if (files == entryAt.length) {
      int more = Math.max(4, 2 * files);
      entryAt = Arrays.copyOf(entryAt, more);
      nameAt = Arrays.copyOf(nameAt, more);
    }
    entryAt[files] = entry;
    nameAt[files++] = name;
  }

  /** Adds a directory, unless a file has its name. */
  void add(TreeEntry directory, byte[] path, int start, int end) throws DamagedException {
    // A file "a" stands before "a.b", and that before what is in a directory "a".
    int length = end - start;
    for (int i = files - 1; i >= 0; i--) {
      int name = nameAt[i];
      if (!Arrays.equals(path, name, name + length, path, start, end)) {
        break;
      }
      if (path[name + length] == 0) {
        throw EntryNames.wrong(path, start, end);
      }
    }
    for (int i = directories.size() - 1; i >= 0; i--) {
      String name = directories.get(i).name();
      if (name.equals(directory.name())) {
        throw EntryNames.wrong(path, start, end);
      }
      if (!name.startsWith(directory.name())) {
        break;
      }
    }
    directories.add(directory);
  }

  @Override
  public List<TreeEntry> entries(@Nullable NameSieve sieve) throws IOException {
    List<TreeEntry> entries = new ArrayList<>(directories.size());
    for (int i = 0; i < directories.size(); i++) {
      TreeEntry directory = directories.get(i);
      if (sieve == null || !sieve.isForAllBelow() || !isIdle(directory, sieve)) {
        entries.add(directory);
      }
    }
    byte[] names = index.names;
    for (int i = 0; i < files; i++) {
      int start = nameAt[i];
      int end = end(start);
      if (sieve == null || sieve.passes(names, start, end)) {
        entries.add(entry(i, start, end));
      }
    }
    return entries;
  }

  /** Whether nothing at or below a directory passes. */
  private static boolean isIdle(TreeEntry entry, NameSieve sieve) {
    if (!(entry.directory() instanceof IndexDirectory directory)) {
      return false; // A submodule is to be noted, a directory of a sparse index is to be read.
    }
    byte[] names = directory.index.names;
    return !sieve.passes(names, directory.nameStart, directory.nameEnd) && directory.isIdle(sieve);
  }

  private boolean isIdle(NameSieve sieve) {
    Idle known = idle;
    if (known == null || known.sieve != sieve) {
      known = new Idle(sieve, findIdle(sieve));
      idle = known;
    }
    return known.value;
  }

  private boolean findIdle(NameSieve sieve) {
    byte[] names = index.names;
    for (int i = 0; i < files; i++) {
      int start = nameAt[i];
      if (sieve.passes(names, start, end(start))) {
        return false;
      }
    }
    for (int i = 0; i < directories.size(); i++) {
      if (!isIdle(directories.get(i), sieve)) {
        return false;
      }
    }
    return true;
  }

  private int end(int start) {
    int end = start;
    byte[] names = index.names;
    while (names[end] != 0) {
      end++;
    }
    return end;
  }

  private TreeEntry entry(int i, int start, int end) throws IOException {
    EntryKind kind = EntryKind.of(PackIndex.intAt(index.entries, entryAt[i] + 24));
    ObjectId id = ObjectId.at(index.entries, entryAt[i] + 40);
    return new TreeEntry(EntryNames.text(index.names, start, end), kind, id, null);
  }

  @Override
  public @Nullable TreeEntry find(String name) throws IOException {
    for (TreeEntry directory : directories) {
      if (directory.name().equals(name)) {
        return directory;
      }
    }
    byte[] wanted = FileName.encode(name);
    byte[] names = index.names;
    for (int i = 0; i < files; i++) {
      int start = nameAt[i];
      int end = start + wanted.length;
      if (end < names.length
          && names[end] == 0
          && Arrays.equals(names, start, end, wanted, 0, wanted.length)) {
        return entry(i, start, end);
      }
    }
    return null;
  }
}
