package dev.agentguard.git;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The SHA-1 name of a git object, 20 bytes; written as 40 lower-case digits. */
final class ObjectId {

  /** The length in bytes. */
  static final int LENGTH = 20;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] bytes;

  private ObjectId(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The one that begins at a place. */
  static ObjectId at(byte[] source, int start) {
    return new ObjectId(Arrays.copyOfRange(source, start, start + LENGTH));
  }

  /** The one that a text is, or null. */
  static @Nullable ObjectId parse(String text) {
    if (text.length() != 2 * LENGTH) {
      return null;
    }
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int high = Character.digit(text.charAt(2 * i), 16);
      int low = Character.digit(text.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0 || text.charAt(2 * i) >= 128 || text.charAt(2 * i + 1) >= 128) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return new ObjectId(bytes);
  }

  int first() {
    return bytes[0] & 0xff;
  }

  /** Compares with the one that begins at a place, as unsigned bytes. */
  int compareTo(byte[] source, int start) {
    return Arrays.compareUnsigned(bytes, 0, LENGTH, source, start, start + LENGTH);
  }

  boolean is(byte[] digest) {
    return Arrays.equals(bytes, digest);
  }

  String hex() {
    StringBuilder hex = new StringBuilder(2 * LENGTH);
    for (byte b : bytes) {
      hex.append(DIGITS.charAt(b >> 4 & 15)).append(DIGITS.charAt(b & 15));
    }
    return hex.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectId id && Arrays.equals(bytes, id.bytes);
  }

  @Override
  public int hashCode() {
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  @Override
  public String toString() {
    return hex();
  }
}
