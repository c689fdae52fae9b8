package dev.agentguard.baseline.signature;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Bytes in SSH's wire format (RFC 4251, section 5), as they are put together. */
public final class WireWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** What was written. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** Bytes without a length before them. */
  public WireWriter raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  /** One byte. */
  public WireWriter u8(int value) {
    out.write(value);
    return this;
  }

  /** A number of 32 bits. */
  public WireWriter u32(long value) {
    return number(value, 4);
  }

  /** A number of 64 bits. */
  public WireWriter u64(long value) {
    return number(value, 8);
  }

  /** Bytes with their length before them. */
  public WireWriter string(byte[] bytes) {
    return u32(bytes.length).raw(bytes);
  }

  /** A text in UTF-8 with its length before it. */
  public WireWriter string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An integer, with as few bytes as there can be. */
  public WireWriter mpint(BigInteger value) {
    return string(value.signum() == 0 ? new byte[0] : value.toByteArray());
  }

  private WireWriter number(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      out.write((int) (value >>> 8 * i));
    }
    return this;
  }
}
