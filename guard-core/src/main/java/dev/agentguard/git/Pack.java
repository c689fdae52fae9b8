package dev.agentguard.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A pack of objects with its index. Safe for use by many threads. */
final class Pack {

  /** The longest chain of differences that git itself would make. */
  private static final int DEEPEST = 4096;

  private static final int OFFSET_DELTA = 6;
  private static final int REFERENCE_DELTA = 7;

  /** Objects up to this size are kept for those that are differences from them. */
  private static final int KEPT_SIZE = 256 << 10;

  private static final int MOST_KEPT = 128;

  private final PackIndex index;
  private final PackBytes bytes;
  private final Path file;
  private final ObjectStore store;
  private final Map<Long, GitObject> kept = new Kept();

  // One for each thread that reads: making one costs as much as unpacking a small object.
  private final ArrayDeque<Inflater> idle = new ArrayDeque<>();

  private static final class Kept extends LinkedHashMap<Long, GitObject> {
    private static final long serialVersionUID = 1L;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, GitObject> eldest) {
      return size() > MOST_KEPT;
    }
  }

  /**
   * @param name the path without {@code .pack} or {@code .idx}
   */
  Pack(Path directory, String name, ObjectStore store) throws IOException {
    this.index = PackIndex.open(directory.resolve(name + ".idx"));
    this.file = directory.resolve(name + ".pack");
    this.bytes = new PackBytes(file, store.pieces());
    this.store = store;
    byte[] head = new byte[12];
    if (bytes.size() < 32) {
      throw damaged("is truncated");
    }
    bytes.read(0, head, head.length);
    int version = PackIndex.intAt(head, 4);
    if (PackIndex.intAt(head, 0) != 0x5041434b || version != 2 && version != 3) {
      throw damaged("has an unknown format");
    }
  }

  PackIndex index() {
    return index;
  }

  /** Where an object begins, or -1 if it is in no place of this pack. */
  long find(ObjectId id) throws IOException {
    return index.find(id);
  }

  /** What stands before an object's data. */
  private record Head(int type, long size, long base, @Nullable ObjectId reference, long data) {}

  private Head head(long offset) throws IOException {
    byte[] start = new byte[64];
    int length = (int) Math.min(start.length, bytes.size() - ObjectId.LENGTH - offset);
    if (offset < 12 || length < 2) {
      throw damaged("has an offset that is outside of it");
    }
    bytes.read(offset, start, length);
    int at = 0;
    int b = start[at++];
    int type = b >> 4 & 7;
    long size = b & 15;
    for (int shift = 4; (b & 0x80) != 0; shift += 7) {
      if (shift > 56 || at >= length) {
        throw damaged("has an impossible size");
      }
      b = start[at++];
      size |= (long) (b & 0x7f) << shift;
    }
    if (type == OFFSET_DELTA) {
      b = start[at++];
      long back = b & 0x7f;
      while ((b & 0x80) != 0) {
        if (at >= length || back > 1L << 54) {
          throw damaged("has an impossible offset");
        }
        b = start[at++];
        back = back + 1 << 7 | b & 0x7f;
      }
      if (back <= 0 || back > offset) {
        throw damaged("has an impossible offset");
      }
      return new Head(type, size, offset - back, null, offset + at);
    }
    if (type == REFERENCE_DELTA) {
      if (at + ObjectId.LENGTH > length) {
        throw damaged("is truncated");
      }
      return new Head(type, size, 0, ObjectId.at(start, at), offset + at + ObjectId.LENGTH);
    }
    if (type < GitObject.COMMIT || type > GitObject.TAG) {
      throw damaged("has an object of an unknown type");
    }
    return new Head(type, size, 0, null, offset + at);
  }

  /** The size of an object, without reading all of it. */
  long size(long offset) throws IOException {
    Head head = head(offset);
    if (head.type != OFFSET_DELTA && head.type != REFERENCE_DELTA) {
      return head.size;
    }
    byte[] start = new byte[(int) Math.min(head.size, 32)];
    inflate(head.data, start, false);
    return new Delta(start, file).resultSize();
  }

  /** An object. */
  GitObject read(long offset, int limit) throws IOException {
    ArrayDeque<byte[]> deltas = new ArrayDeque<>();
    long at = offset;
    while (true) {
      GitObject known = known(at);
      GitObject object = known;
      if (object == null) {
        Head head = head(at);
        if (head.size > limit) {
          throw damaged("has an object larger than " + (limit >> 20) + " MiB");
        }
        byte[] data = new byte[(int) head.size];
        inflate(head.data, data, true);
        if (head.type == OFFSET_DELTA) {
          push(deltas, data);
          at = head.base;
          continue;
        }
        if (head.reference != null) {
          push(deltas, data);
          long inHere = find(head.reference);
          if (inHere >= 0) {
            at = inHere;
            continue;
          }
          object = store.read(head.reference);
        } else {
          object = new GitObject(head.type, data);
          keep(at, object);
        }
      }
      while (!deltas.isEmpty()) {
        byte[] content = new Delta(deltas.pop(), file).apply(object.content(), limit);
        object = new GitObject(object.type(), content);
      }
      keep(offset, object);
      return object;
    }
  }

  private void push(ArrayDeque<byte[]> deltas, byte[] delta) throws IOException {
    deltas.push(delta);
    if (deltas.size() > DEEPEST) {
      throw damaged("has a chain of differences without end");
    }
  }

  private @Nullable GitObject known(long offset) {
    synchronized (kept) {
      return kept.get(offset);
    }
  }

  private void keep(long offset, GitObject object) {
    if (object.content().length <= KEPT_SIZE && object.type() != GitObject.BLOB) {
      synchronized (kept) {
        kept.put(offset, object);
      }
    }
  }

  private Inflater inflater() {
    synchronized (idle) {
      Inflater known = idle.poll();
      return known == null ? new Inflater() : known;
    }
  }

  private void giveBack(Inflater inflater) {
    inflater.reset();
    synchronized (idle) {
      idle.push(inflater);
    }
  }

  /** Fills an array; if that must be all, the data has to end there. */
  private void inflate(long from, byte[] into, boolean all) throws IOException {
    Inflater inflater = inflater();
    try {
      long end = bytes.size() - ObjectId.LENGTH;
      long at = from;
      int filled = 0;
      byte[] beyond = new byte[1];
      while (true) {
        int count =
            filled < into.length
                ? inflater.inflate(into, filled, into.length - filled)
                : all ? inflater.inflate(beyond) : 0;
        if (filled == into.length && count > 0) {
          throw damaged("has an object longer than it says");
        }
        filled += count;
        if (filled == into.length && (!all || inflater.finished())) {
          return;
        }
        if (count == 0 && inflater.finished() || inflater.needsDictionary()) {
          throw damaged("has an object shorter than it says");
        }
        if (count == 0 && inflater.needsInput()) {
          if (at >= end) {
            throw damaged("is truncated");
          }
          PackBytes.Piece piece = bytes.piece(at);
          int start = (int) (at - piece.start());
          int length = (int) Math.min(piece.bytes().length - start, end - at);
          inflater.setInput(piece.bytes(), start, length);
          at += length;
        }
      }
    } catch (DataFormatException e) {
      throw damaged("has an object that cannot be unpacked");
    } finally {
      giveBack(inflater);
    }
  }

  private DamagedException damaged(String what) {
    return new DamagedException(file.toString(), "a git pack " + what);
  }
}
