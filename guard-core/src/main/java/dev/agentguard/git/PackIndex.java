package dev.agentguard.git;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index of a pack, version 1 or 2: at which offset which object begins. */
final class PackIndex {

  /** Indexes up to this size are read at once, bytes. */
  private static final int WHOLE = 8 << 20;

  private static final int MAGIC = 0xff744f63;
  private static final int FANOUT = 256 * 4;

  private final Path file;
  private final @Nullable FileChannel channel;
  private final byte @Nullable [] whole;
  private final long size;
  private final int version;
  private final int[] fanout = new int[256];

  private PackIndex(Path file) throws IOException {
    this.file = file;
    this.size = PlainBytes.size(file);
    if (size <= WHOLE) {
      this.whole = PlainBytes.read(file, WHOLE);
      this.channel = null;
    } else {
      this.whole = null;
      this.channel = PlainBytes.open(file);
    }
    byte[] head = new byte[8 + FANOUT];
    read(0, head, 8);
    this.version = intAt(head, 0) == MAGIC ? intAt(head, 4) : 1;
    if (version != 1 && version != 2) {
      throw damaged("has the unknown version " + version);
    }
    read(version == 1 ? 0 : 8, head, FANOUT);
    for (int i = 0; i < 256; i++) {
      fanout[i] = intAt(head, 4 * i);
      if (fanout[i] < 0 || i > 0 && fanout[i] < fanout[i - 1]) {
        throw damaged("has a wrong table");
      }
    }
    long rows = fanout[255];
    long least = version == 1 ? FANOUT + 24 * rows : 8 + FANOUT + 28 * rows;
    if (size < least + 40) {
      throw damaged("is truncated");
    }
  }

  static PackIndex open(Path file) throws IOException {
    try {
      return new PackIndex(file);
    } catch (EOFException e) {
      throw new DamagedException(file.toString(), "a pack index is truncated");
    }
  }

  /** The offset of an object in the pack, or -1. */
  long find(ObjectId id) throws IOException {
    int low = id.first() == 0 ? 0 : fanout[id.first() - 1];
    int high = fanout[id.first()];
    byte[] name = new byte[ObjectId.LENGTH];
    while (low < high) {
      int middle = (low + high) >>> 1;
      long at = nameAt(middle);
      int order;
      if (whole != null && at + ObjectId.LENGTH <= whole.length) {
        order = id.compareTo(whole, (int) at);
      } else {
        read(at, name, name.length);
        order = id.compareTo(name, 0);
      }
      if (order == 0) {
        return offset(middle);
      }
      if (order < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }

  /** The objects whose names begin with some digits, as many as are asked for. */
  List<ObjectId> startingWith(String digits, int most) throws IOException {
    List<ObjectId> found = new ArrayList<>();
    int first = Integer.parseInt(digits.substring(0, 2), 16);
    byte[] name = new byte[ObjectId.LENGTH];
    int end = fanout[first];
    for (int row = first == 0 ? 0 : fanout[first - 1]; row < end && found.size() < most; row++) {
      read(nameAt(row), name, name.length);
      ObjectId id = ObjectId.at(name, 0);
      if (id.hex().startsWith(digits)) {
        found.add(id);
      }
    }
    return found;
  }

  private long nameAt(int row) {
    return version == 1 ? FANOUT + 24L * row + 4 : 8 + FANOUT + 20L * row;
  }

  private long offset(int row) throws IOException {
    byte[] word = new byte[8];
    if (version == 1) {
      read(FANOUT + 24L * row, word, 4);
      return intAt(word, 0) & 0xffffffffL;
    }
    long rows = fanout[255];
    read(8 + FANOUT + 24 * rows + 4L * row, word, 4);
    int near = intAt(word, 0);
    if (near >= 0) {
      return near;
    }
    read(8 + FANOUT + 28 * rows + 8L * (near & 0x7fffffff), word, 8);
    return (long) intAt(word, 0) << 32 | intAt(word, 4) & 0xffffffffL;
  }

  private void read(long at, byte[] into, int length) throws IOException {
    if (at < 0 || at + length > size) {
      throw damaged("is truncated");
    }
    if (whole != null) {
      if (at + length > whole.length) {
        throw damaged("is truncated");
      }
      System.arraycopy(whole, (int) at, into, 0, length);
    } else if (channel != null) {
      PlainBytes.readFully(channel, at, into, length);
    }
  }

  static int intAt(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private DamagedException damaged(String what) {
    return new DamagedException(file.toString(), "a pack index " + what);
  }
}
