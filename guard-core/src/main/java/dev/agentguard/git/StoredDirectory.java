package dev.agentguard.git;

import dev.agentguard.surface.FileName;
import dev.agentguard.surface.NameSieve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory that is a tree object. It is read when it is asked, and checked whenever it is. */
final class StoredDirectory implements Directory {

  private final ObjectStore objects;
  private final ObjectId id;

  StoredDirectory(ObjectStore objects, ObjectId id) {
    this.objects = objects;
    this.id = id;
  }

  @Override
  public List<TreeEntry> entries(@Nullable NameSieve sieve) throws IOException {
    List<TreeEntry> entries = new ArrayList<>();
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      if (sieve == null
          || cursor.kind.isDirectory()
          || sieve.passes(cursor.bytes, cursor.start, cursor.end)) {
        entries.add(cursor.entry());
      }
    }
    return entries;
  }

  @Override
  public @Nullable TreeEntry find(String name) throws IOException {
    byte[] wanted = FileName.encode(name);
    TreeEntry found = null;
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      if (cursor.end - cursor.start == wanted.length
          && Arrays.equals(cursor.bytes, cursor.start, cursor.end, wanted, 0, wanted.length)) {
        found = cursor.entry();
      }
    }
    return found;
  }

  /** Goes through a tree object. */
  private final class Cursor {
    final byte[] bytes = objects.read(id, GitObject.TREE);
    private int at;
    private int[] starts = new int[16];
    private int count;
    int start;
    int end;
    EntryKind kind = EntryKind.FILE;

    Cursor() throws IOException {}

    boolean next() throws IOException {
      if (at >= bytes.length) {
        return false;
      }
      int previousStart = start;
      int previousEnd = end;
      EntryKind previousKind = kind;
      int mode = 0;
      int from = at;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '7' && at - from < 7) {
        mode = mode << 3 | bytes[at++] - '0';
      }
      if (at == from || at >= bytes.length || bytes[at] != ' ') {
        throw DamagedException.object(id, "is a tree with an entry without a mode");
      }
      start = ++at;
      while (at < bytes.length && bytes[at] != 0) {
        at++;
      }
      end = at;
      at += 1 + ObjectId.LENGTH;
      if (at > bytes.length) {
        throw DamagedException.object(id, "is a truncated tree");
      }
      EntryNames.checkWithSlash(bytes, start, end);
      kind = EntryKind.of(mode);
      if (count > 0) {
        checkOrder(previousStart, previousEnd, previousKind);
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = start;
      return true;
    }

    /** Git sorts a directory as if its name ended in a slash. */
    private void checkOrder(int beforeStart, int beforeEnd, EntryKind before) throws IOException {
      int common = Arrays.mismatch(bytes, beforeStart, beforeEnd, bytes, start, end);
      boolean equal = common < 0;
      boolean ordered =
          !equal && at(beforeStart, beforeEnd, before, common) < at(start, end, kind, common);
      if (equal || !ordered) {
        throw DamagedException.object(id, "is a tree with entries twice or out of order");
      }
      // A file "a" stands before "a.b", and that before a directory "a".
      if (kind == EntryKind.DIRECTORY) {
        for (int i = count - 1; i >= 0; i--) {
          int length = end - start;
          boolean prefixed = Arrays.equals(bytes, starts[i], starts[i] + length, bytes, start, end);
          if (!prefixed) {
            break;
          }
          if (bytes[starts[i] + length] == 0) {
            throw DamagedException.object(id, "is a tree with entries twice or out of order");
          }
        }
      }
    }

    private int at(int from, int to, EntryKind of, int index) {
      if (from + index < to) {
        return bytes[from + index] & 0xff;
      }
      return of == EntryKind.DIRECTORY ? '/' : 0;
    }

    TreeEntry entry() {
      ObjectId object = ObjectId.at(bytes, end + 1);
      Directory directory =
          kind == EntryKind.DIRECTORY
              ? new StoredDirectory(objects, object)
              : kind == EntryKind.SUBMODULE ? EMPTY : null;
      return new TreeEntry(EntryNames.text(bytes, start, end), kind, object, directory);
    }
  }
}
