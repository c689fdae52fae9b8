package dev.agentguard.baseline.signature;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** What is secret's counterpart in a public key: the numbers by which a signature is checked. */
sealed interface KeyMaterial {

  /** The smallest and the largest RSA key, and the largest exponent, in bits. */
  int MIN_RSA = 2048;

  int MAX_RSA = 16384;
  int MAX_EXPONENT = 64;

  /** Reads the fields of a type, up to those of a security key. */
  static KeyMaterial read(KeyType type, WireReader in) throws SignatureFormatException {
    return switch (type) {
      case ED25519, SK_ED25519 -> Edwards.read(in);
      case ECDSA_256, SK_ECDSA -> Nist.read(NistCurve.P256, in);
      case ECDSA_384 -> Nist.read(NistCurve.P384, in);
      case ECDSA_521 -> Nist.read(NistCurve.P521, in);
      case RSA -> Rsa.read(in);
    };
  }

  /**
   * Whether the key signed this.
   *
   * @param signature in SSH's form for the key, without the algorithm's name
   */
  boolean signed(String algorithm, byte[] message, byte[] signature);

  /** A point on the curve edwards25519. */
  final class Edwards implements KeyMaterial {

    static final int SIZE = 32;
    static final int SIGNATURE_SIZE = 64;

    /**
     * The y of all points of small order, the last byte first. With such a "key" anybody can sign;
     * RFC 8032 leaves looking for them to the caller.
     */
    private static final String[] SMALL_ORDER = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000001",
      "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7",
      "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
      "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"
    };

    private static final String PRIME =
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed";

    private final byte[] point;

    private Edwards(byte[] point) {
      this.point = point;
    }

    static Edwards read(WireReader in) throws SignatureFormatException {
      byte[] point = in.string("a point", SIZE);
      if (point.length != SIZE) {
        throw in.failure("a point of 32 bytes", "one of " + point.length);
      }
      BigInteger y = y(point);
      if (y.compareTo(new BigInteger(PRIME, 16)) >= 0) {
        throw in.failure("a point below the curve's prime", "one above it");
      }
      for (String small : SMALL_ORDER) {
        if (y.equals(new BigInteger(small, 16))) {
          throw in.failure("a point of large order", "one for which anybody can sign");
        }
      }
      return new Edwards(point);
    }

    @Override
    public boolean signed(String algorithm, byte[] message, byte[] signature) {
      return signature.length == SIGNATURE_SIZE
          && Ed25519.verify(signature, 0, point, 0, message, 0, message.length);
    }

    private static BigInteger y(byte[] point) {
      byte[] bigEndian = new byte[SIZE];
      for (int i = 0; i < SIZE; i++) {
        bigEndian[i] = point[SIZE - 1 - i];
      }
      bigEndian[0] &= 0x7F;
      return new BigInteger(1, bigEndian);
    }
  }

  /** A point on a curve of NIST. */
  record Nist(NistCurve curve, BigInteger x, BigInteger y) implements KeyMaterial {

    static Nist read(NistCurve curve, WireReader in) throws SignatureFormatException {
      String identifier = in.text("the curve's name", 16);
      if (!identifier.equals(curve.identifier())) {
        throw in.failure("\"" + curve.identifier() + "\"", Shown.quoted(identifier));
      }
      int size = curve.size();
      byte[] point = in.string("a point", 1 + 2 * size);
      if (point.length != 1 + 2 * size || point[0] != 4) {
        throw in.failure("an uncompressed point of " + (1 + 2 * size) + " bytes", "another one");
      }
      BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size));
      BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + size, 1 + 2 * size));
      if (!curve.contains(x, y)) {
        throw in.failure("a point on the curve " + curve.identifier(), "one beside it");
      }
      return new Nist(curve, x, y);
    }

    @Override
    public boolean signed(String algorithm, byte[] message, byte[] signature) {
      BigInteger r;
      BigInteger s;
      try {
        WireReader in = new WireReader("", signature);
        r = in.positive("r", curve.size());
        s = in.positive("s", curve.size());
        in.end("s");
      } catch (SignatureFormatException e) {
        return false;
      }
      return NistArithmetic.signed(this, message, r, s);
    }
  }

  /** A modulus and an exponent. */
  record Rsa(BigInteger modulus, BigInteger exponent) implements KeyMaterial {

    static Rsa read(WireReader in) throws SignatureFormatException {
      BigInteger exponent = in.positive("an exponent", MAX_EXPONENT / 8);
      if (!exponent.testBit(0) || exponent.bitLength() < 2) {
        throw in.failure("an odd exponent above 1", "another number");
      }
      BigInteger modulus = in.positive("a modulus", MAX_RSA / 8);
      if (modulus.bitLength() < MIN_RSA) {
        throw in.failure(
            "an RSA key of at least " + MIN_RSA + " bits", "one of " + modulus.bitLength());
      }
      if (!modulus.testBit(0)) {
        throw in.failure("an odd modulus", "an even one");
      }
      return new Rsa(modulus, exponent);
    }

    @Override
    public boolean signed(String algorithm, byte[] message, byte[] signature) {
      return RsaArithmetic.signed(
          this, algorithm.equals(WireSignature.RSA_SHA512), message, signature);
    }
  }
}
