package dev.agentguard.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SSH's wire format: reads bytes in order, and never beyond their end. */
final class SshBytes {

  private static final int MAX_INTEGER = 2056;

  private final ByteBuffer bytes;

  SshBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  int number() throws IOException {
    require(4);
    return bytes.getInt();
  }

  int octet() throws IOException {
    require(1);
    return bytes.get() & 0xff;
  }

  byte[] raw(int length) throws IOException {
    require(length);
    byte[] raw = new byte[length];
    bytes.get(raw);
    return raw;
  }

  byte[] string() throws IOException {
    return raw(number());
  }

  String text() throws IOException {
    return new String(string(), StandardCharsets.UTF_8);
  }

  /** A number that is not negative. */
  BigInteger integer() throws IOException {
    byte[] integer = string();
    if (integer.length == 0 || integer.length > MAX_INTEGER || integer[0] < 0) {
      throw new IOException("not a number that a key has");
    }
    return new BigInteger(integer);
  }

  byte[] rest() {
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }

  void end() throws IOException {
    if (bytes.hasRemaining()) {
      throw new IOException("more than there should be");
    }
  }

  private void require(int length) throws IOException {
    if (length < 0 || length > bytes.remaining()) {
      throw new IOException("cut short");
    }
  }

  /** Writes the same format. */
  static final class Writer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Writer number(int number) {
      return raw(ByteBuffer.allocate(4).putInt(number).array());
    }

    Writer octet(int octet) {
      bytes.write(octet);
      return this;
    }

    Writer raw(byte[] raw) {
      bytes.writeBytes(raw);
      return this;
    }

    Writer string(byte[] string) {
      return number(string.length).raw(string);
    }

    Writer text(String text) {
      return string(text.getBytes(StandardCharsets.UTF_8));
    }

    Writer integer(BigInteger integer) {
      return string(integer.toByteArray());
    }

    int size() {
      return bytes.size();
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
