package dev.agentguard.git;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a pack, read in pieces that hold many objects: git puts the trees of a commit side
 * by side, so that one call to the system does for hundreds. Safe for use by many threads.
 */
final class PackBytes {

  private static final int PIECE = 32 << 10;

  private final FileChannel channel;
  private final long size;

  private final Kept kept;

  /** Some bytes, and where the first of them is in the file; not to be changed. */
  static final class Piece {
    private final PackBytes pack;
    private final long start;
    private final byte[] bytes;

    private Piece(PackBytes pack, long start, byte[] bytes) {
      this.pack = pack;
      this.start = start;
      this.bytes = bytes;
    }

    long start() {
      return start;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** The last pieces of all packs of a repository. */
  static final class Kept {
    private static final int MOST = 128;

    // A slot may be filled by two threads at once; the pieces are immutable.
    private final @Nullable Piece[] pieces = new Piece[MOST];

    private static int slot(PackBytes pack, long number) {
      return (int) ((number + pack.size) % MOST);
    }
  }

  PackBytes(Path file, Kept kept) throws IOException {
    this.channel = PlainBytes.open(file);
    this.size = channel.size();
    this.kept = kept;
  }

  /** The length of the file when it was opened; a pack does not change. */
  long size() {
    return size;
  }

  /** The piece in which a byte is, which must be inside of the file. */
  Piece piece(long at) throws IOException {
    long number = at / PIECE;
    int slot = Kept.slot(this, number);
    long start = number * PIECE;
    Piece piece = kept.pieces[slot];
    if (piece == null || piece.start != start || !piece.pack.equals(this)) {
      byte[] bytes = new byte[(int) Math.min(PIECE, size - start)];
      PlainBytes.readFully(channel, start, bytes, bytes.length);
      piece = new Piece(this, start, bytes);
      kept.pieces[slot] = piece;
    }
    return piece;
  }

  /** Fills the beginning of an array from a place in the file. */
  void read(long from, byte[] into, int length) throws IOException {
    if (from < 0 || from + length > size) {
      throw new EOFException();
    }
    int filled = 0;
    while (filled < length) {
      Piece piece = piece(from + filled);
      int at = (int) (from + filled - piece.start);
      int count = Math.min(piece.bytes.length - at, length - filled);
      System.arraycopy(piece.bytes, at, into, filled, count);
      filled += count;
    }
  }
}
