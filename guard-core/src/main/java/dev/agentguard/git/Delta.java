package dev.agentguard.git;

import java.io.IOException;
import java.nio.file.Path;

/** An object as a difference from another: copy so much from there, insert these bytes. */
final class Delta {

  private final byte[] bytes;
  private final Path pack;
  private int at;

  Delta(byte[] bytes, Path pack) {
    this.bytes = bytes;
    this.pack = pack;
  }

  /** How long the object is; call nothing else after it. */
  long resultSize() throws IOException {
    long unused = size();
    return size();
  }

  byte[] apply(byte[] base, int limit) throws IOException {
    long baseSize = size();
    long size = size();
    if (baseSize != base.length || size > limit) {
      throw damaged();
    }
    byte[] result = new byte[(int) size];
    int filled = 0;
    while (at < bytes.length) {
      int command = next();
      if ((command & 0x80) != 0) {
        long from = number(command, 4);
        long length = number(command >> 4, 3);
        if (length == 0) {
          length = 0x10000;
        }
        if (from < 0 || from + length > base.length || filled + length > result.length) {
          throw damaged();
        }
        System.arraycopy(base, (int) from, result, filled, (int) length);
        filled += (int) length;
      } else {
        if (command == 0 || at + command > bytes.length || filled + command > result.length) {
          throw damaged();
        }
        System.arraycopy(bytes, at, result, filled, command);
        at += command;
        filled += command;
      }
    }
    if (filled != result.length) {
      throw damaged();
    }
    return result;
  }

  private long number(int present, int most) throws IOException {
    long value = 0;
    for (int i = 0; i < most; i++) {
      if ((present >> i & 1) != 0) {
        value |= (long) next() << 8 * i;
      }
    }
    return value;
  }

  private long size() throws IOException {
    long size = 0;
    int shift = 0;
    int b;
    do {
      if (shift > 56) {
        throw damaged();
      }
      b = next();
      size |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while ((b & 0x80) != 0);
    return size;
  }

  private int next() throws IOException {
    if (at >= bytes.length) {
      throw damaged();
    }
    return bytes[at++] & 0xff;
  }

  private DamagedException damaged() {
    return new DamagedException(pack.toString(), "a git pack has a wrong difference");
  }
}
