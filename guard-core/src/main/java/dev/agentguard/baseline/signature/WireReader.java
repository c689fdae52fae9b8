package dev.agentguard.baseline.signature;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in bytes of SSH's wire format (RFC 4251, section 5). Every field has a largest size, and
 * the sizes are looked at before anything is copied.
 */
final class WireReader {

  private final String place;
  private final byte[] bytes;
  private final int end;
  private int position;
  private int field;

  /** The place is what messages begin with; escaped. */
  WireReader(String place, byte[] bytes) {
    this(place, bytes, 0, bytes.length);
  }

  private WireReader(String place, byte[] bytes, int position, int end) {
    this.place = place;
    this.bytes = bytes;
    this.position = position;
    this.end = end;
    this.field = position;
  }

  /** Another reader at this place. */
  WireReader copy() {
    return new WireReader(place, bytes, position, end);
  }

  boolean atEnd() {
    return position == end;
  }

  /** How many bytes lie before this place. */
  int position() {
    return position;
  }

  /** Makes sure that nothing follows. */
  void end(String what) throws SignatureFormatException {
    field = position;
    if (position != end) {
      throw failure("the end of " + what, more(end - position));
    }
  }

  /** Bytes without a length before them. */
  byte[] raw(String what, int length) throws SignatureFormatException {
    field = position;
    require(what, length);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  int u8(String what) throws SignatureFormatException {
    field = position;
    require(what, 1);
    return bytes[position++] & 0xFF;
  }

  long u32(String what) throws SignatureFormatException {
    field = position;
    require(what, 4);
    return number(4);
  }

  /** A number of 64 bits without a sign. */
  long u64(String what) throws SignatureFormatException {
    field = position;
    require(what, 8);
    return number(8);
  }

  byte[] string(String what, int max) throws SignatureFormatException {
    int length = length(what, max, max);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** The inside of a string; it counts the bytes as this one does. */
  WireReader nested(String what, int max) throws SignatureFormatException {
    int length = length(what, max, max);
    position += length;
    return new WireReader(place, bytes, position - length, position);
  }

  /** A string of UTF-8 without a zero byte. */
  String text(String what, int max) throws SignatureFormatException {
    byte[] string = string(what, max);
    for (byte b : string) {
      if (b == 0) {
        throw failure(what, "a zero byte in it");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(string)).toString();
    } catch (CharacterCodingException e) {
      throw failure(what + " in UTF-8", "other bytes");
    }
  }

  /** An integer above zero, without needless zeros before it. */
  BigInteger positive(String what, int maxBytes) throws SignatureFormatException {
    int length = length(what, maxBytes + 1, maxBytes);
    position += length;
    byte[] number = Arrays.copyOfRange(bytes, position - length, position);
    if (number.length == 0 || number[0] < 0) {
      throw failure(what + " above zero", number.length == 0 ? "zero" : "a negative number");
    }
    if (number[0] == 0 && (number.length == 1 || number[1] >= 0)) {
      throw failure(what + " without a needless zero byte", "one");
    }
    if (number.length > maxBytes && number[0] != 0) {
      throw failure(what + " of at most " + maxBytes + " bytes", number.length + " bytes");
    }
    return new BigInteger(number);
  }

  /** Says that something else should stand where the last field began. */
  SignatureFormatException failure(String expected, String actual) {
    return new SignatureFormatException(place + "byte " + field, expected, actual);
  }

  /** How much too much there is. */
  static String more(int count) {
    return count == 1 ? "1 more byte" : count + " more bytes";
  }

  private int length(String what, int max, int shown) throws SignatureFormatException {
    field = position;
    require(what, 4);
    long length = number(4);
    if (length > max) {
      throw failure(what + " of at most " + shown + " bytes", "one of " + length);
    }
    require(what, (int) length);
    return (int) length;
  }

  private void require(String what, int count) throws SignatureFormatException {
    if (end - position < count) {
      throw failure(what, "the end");
    }
  }

  private long number(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[position++] & 0xFF;
    }
    return value;
  }
}
