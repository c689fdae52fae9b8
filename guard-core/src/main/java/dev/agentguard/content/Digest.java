package dev.agentguard.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A SHA-256 digest (FIPS 180-4), 32 bytes; written as {@code sha256:} and 64 lower-case digits. */
public final class Digest {

  private static final String PREFIX = "sha256:";
  private static final int LENGTH = 32;

  /** The bytes that SHA-256 works on at a time. */
  private static final int BLOCK = 64;

  private static final String DIGITS = "0123456789abcdef";

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Makes and uses a digest in another thread. The first one of a process takes a fifth of a short
   * run, most of it in Java's list of providers and in the method handles of its SHA-256; another
   * thread does that while the first finds out what there is to digest.
   */
  public static void warmUp() {
    Thread thread = new Thread(new WarmUp(), "digest");
    thread.setDaemon(true);
    thread.start();
  }

  /** A class, because a lambda would cost some of what it is to save. */
  private static final class WarmUp implements Runnable {
    @Override
    public void run() {
      Digest unused = of(new byte[BLOCK]);
    }
  }

  /** The digest of some bytes. */
  public static Digest of(byte[] content) {
    return new Digest(newMessageDigest().digest(content));
  }

  /** Takes the result of a message digest made by {@link #newMessageDigest}. */
  static Digest of(MessageDigest finished) {
    return new Digest(finished.digest());
  }

  static MessageDigest newMessageDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + 2 * LENGTH) {
      throw new IllegalArgumentException("not a sha256 digest");
    }
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int high = value(text.charAt(PREFIX.length() + 2 * i));
      int low = value(text.charAt(PREFIX.length() + 2 * i + 1));
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("not a sha256 digest");
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return new Digest(bytes);
  }

  /** The value of a lower-case hexadecimal digit, or -1. */
  private static int value(char digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
  }

  /** The 64 lower-case digits without the prefix. */
  public String hex() {
    StringBuilder hex = new StringBuilder(2 * LENGTH);
    for (byte b : bytes) {
      hex.append(DIGITS.charAt(b >> 4 & 15)).append(DIGITS.charAt(b & 15));
    }
    return hex.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  @Override
  public String toString() {
    return PREFIX + hex();
  }
}
