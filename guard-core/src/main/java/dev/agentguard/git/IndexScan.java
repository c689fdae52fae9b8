package dev.agentguard.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the bytes of an index, version 2 to 4, which makes the directories of its entries.
 *
 * <p>An index has an entry for every file, so nothing is made for a file but two numbers: where its
 * entry is and where its name is. All flags that are about the work tree (assume-unchanged,
 * skip-worktree) are ignored: what the index holds is what a commit would hold.
 */
final class IndexScan {

  private static final int SIGNATURE = 0x44495243;
  private static final int HEAD = 12;
  private static final int STAT = 40;
  private static final int FIXED = STAT + ObjectId.LENGTH + 2;
  private static final int EXTENDED = 0x4000;
  private static final int STAGE = 0x3000;
  private static final int LONGEST_SHORT = 0xfff;
  private static final int INTENT_TO_ADD = 0x2000;

  /** Directories deeper than any file system lets a path be. */
  private static final int DEEPEST = 2048;

  private final Path file;
  private final byte[] bytes;
  private final IndexBytes shared;
  private final int version;
  private final int end;
  private final ObjectStore objects;
  private final List<String> unmerged;

  // The directories on the way to the last entry, and how long their paths are with the slash.
  private IndexDirectory[] stack = new IndexDirectory[16];
  private int[] lengths = new int[16];
  private int depth;

  // The path of the last entry: in the bytes of the index, or in version 4 in an array of its own.
  private byte[] path;
  private int pathStart;
  private int pathEnd;
  private int lastStage;

  // Version 4 keeps what is different of each name; the names are put together here.
  private final @Nullable NamePool pool;

  private static final class NamePool extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }

    /** Adds a name, whose beginning is that of the last one. */
    void add(int lastStart, int kept, byte[] rest, int from, int to) {
      byte[] start = Arrays.copyOfRange(buf, lastStart, lastStart + kept);
      write(start, 0, kept);
      write(rest, from, to - from);
      write(0);
    }
  }

  private IndexScan(Path file, byte[] bytes, ObjectStore objects, List<String> unmerged)
      throws IOException {
    this.file = file;
    this.bytes = bytes;
    this.shared = new IndexBytes(bytes);
    this.objects = objects;
    this.unmerged = unmerged;
    this.path = bytes;
    if (bytes.length < HEAD + ObjectId.LENGTH || PackIndex.intAt(bytes, 0) != SIGNATURE) {
      throw damaged("is no git index");
    }
    this.version = PackIndex.intAt(bytes, 4);
    if (version < 2 || version > 4) {
      throw damaged("has the unknown version " + version);
    }
    this.end = bytes.length - ObjectId.LENGTH;
    this.pool = version == 4 ? new NamePool() : null;
  }

  /**
   * The root directory of an index.
   *
   * @param unmerged takes the paths that a merge left undecided
   */
  static Directory root(Path file, byte[] bytes, ObjectStore objects, List<String> unmerged)
      throws IOException {
    return new IndexScan(file, bytes, objects, unmerged).scan();
  }

  private Directory scan() throws IOException {
    IndexDirectory root = new IndexDirectory(shared, 0, 0);
    stack[0] = root;
    int count = PackIndex.intAt(bytes, 8);
    int at = HEAD;
    for (int i = 0; i < count; i++) {
      at = entry(at, i);
    }
    extensions(at);
    if (pool != null) {
      shared.names = pool.toByteArray();
    }
    return root;
  }

  private int entry(int at, int position) throws IOException {
    if (at + FIXED >= end || at < 0) {
      throw damaged("is truncated");
    }
    int flags = (bytes[at + FIXED - 2] & 0xff) << 8 | bytes[at + FIXED - 1] & 0xff;
    int name = at + FIXED;
    boolean absent = false;
    if ((flags & EXTENDED) != 0) {
      if (version < 3) {
        throw damaged("has a flag that its version does not know");
      }
      absent = (bytes[name] << 8 & INTENT_TO_ADD) != 0;
      name += 2;
    }
    byte[] lastPath = path;
    int lastStart = pathStart;
    int lastEnd = pathEnd;
    int next;
    if (pool == null) {
      int length = flags & LONGEST_SHORT;
      int stop = name + length;
      if (length == LONGEST_SHORT) {
        while (stop < end && bytes[stop] != 0) {
          stop++;
        }
      }
      if (stop >= end || bytes[stop] != 0) {
        throw damaged("has an entry with a wrong name");
      }
      pathStart = name;
      pathEnd = stop;
      next = at + (stop - at + 8 & ~7);
    } else {
      next = compressed(pool, name, lastStart, lastEnd);
      lastPath = path;
    }
    int stage = flags & STAGE;
    int common =
        position == 0 ? 0 : Arrays.mismatch(lastPath, lastStart, lastEnd, path, pathStart, pathEnd);
    if (position > 0) {
      boolean ordered =
          common < 0
              ? lastStage > 0 && stage > lastStage
              : lastStart + common == lastEnd
                  || pathStart + common < pathEnd
                      && (lastPath[lastStart + common] & 0xff) < (path[pathStart + common] & 0xff);
      if (!ordered) {
        throw damaged("has entries twice or out of order");
      }
    }
    lastStage = stage;
    if (common >= 0) {
      place(at, common, stage, absent);
    }
    return next;
  }

  /** Puts together a name of version 4; returns where the next entry begins. */
  private int compressed(NamePool names, int at, int lastStart, int lastEnd) throws IOException {
    int next = at;
    int b = bytes[next++];
    long dropped = b & 0x7f;
    while ((b & 0x80) != 0) {
      if (next >= end || dropped > 1 << 24) {
        throw damaged("has an entry with a wrong name");
      }
      b = bytes[next++];
      dropped = dropped + 1 << 7 | b & 0x7f;
    }
    int stop = next;
    while (stop < end && bytes[stop] != 0) {
      stop++;
    }
    int kept = lastEnd - lastStart - (int) dropped;
    if (stop >= end || kept < 0) {
      throw damaged("has an entry with a wrong name");
    }
    pathStart = names.size();
    names.add(lastStart, kept, bytes, next, stop);
    pathEnd = names.size() - 1;
    path = names.bytes();
    return stop + 1;
  }

  /** Finds the directory of the current path, and puts the entry into it. */
  private void place(int at, int common, int stage, boolean absent) throws IOException {
    while (lengths[depth] > common) {
      depth--;
    }
    if (pathStart == pathEnd) {
      throw split(); // Its own entries of a split index have the names of the shared ones.
    }
    int start = pathStart + lengths[depth];
    for (int i = start; i < pathEnd; i++) {
      if (path[i] == 0) {
        throw damaged("has an entry with a wrong name");
      }
      if (path[i] == '/') {
        if (i + 1 == pathEnd) {
          break; // A directory that a sparse checkout left out.
        }
        EntryNames.check(path, start, i);
        push(path, start, i);
        start = i + 1;
        lengths[depth] = start - pathStart;
      }
    }
    int mode = PackIndex.intAt(bytes, at + 24);
    boolean sparse = path[pathEnd - 1] == '/';
    int stop = sparse ? pathEnd - 1 : pathEnd;
    EntryNames.check(path, start, stop);
    EntryKind kind = EntryKind.of(mode);
    if (sparse != (kind == EntryKind.DIRECTORY)) {
      throw damaged("has an entry of a wrong kind");
    }
    if (stage > 0) {
      unmerged.add(EntryNames.text(path, pathStart, pathEnd));
    }
    if (absent) {
      return;
    }
    if (kind.isDirectory()) {
      ObjectId id = ObjectId.at(bytes, at + STAT);
      Directory directory = sparse ? new StoredDirectory(objects, id) : Directory.EMPTY;
      stack[depth].add(
          new TreeEntry(EntryNames.text(path, start, stop), kind, id, directory),
          path,
          start,
          stop);
    } else {
      stack[depth].add(at, start);
    }
  }

  private void push(byte[] names, int start, int stop) throws IOException {
    if (depth > DEEPEST) {
      throw damaged("has directories nested too deeply");
    }
    IndexDirectory child = new IndexDirectory(shared, start, stop);
    TreeEntry entry =
        new TreeEntry(EntryNames.text(names, start, stop), EntryKind.DIRECTORY, null, child);
    stack[depth].add(entry, names, start, stop);
    depth++;
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
      lengths = Arrays.copyOf(lengths, 2 * depth);
    }
    stack[depth] = child;
  }

  /** Those whose name begins with a capital may be ignored; of the others, one is known. */
  private void extensions(int start) throws IOException {
    int at = start;
    while (at + 8 <= end) {
      String name = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
      int length = PackIndex.intAt(bytes, at + 4);
      if (length < 0 || length > end - at - 8) {
        throw damaged("is truncated");
      }
      boolean optional = name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
      if (name.equals("link")) {
        throw split();
      }
      if (!optional && !name.equals("sdir")) {
        throw new RepositoryException(file + ": an index with the unknown extension " + name, "");
      }
      at += 8 + length;
    }
    if (at != end) {
      throw damaged("has something behind its end");
    }
  }

  private RepositoryException split() {
    return new RepositoryException(
        file + ": a split index", "git update-index --no-split-index makes it whole");
  }

  private DamagedException damaged(String what) {
    return new DamagedException(file.toString(), "the index " + what);
  }
}
