package dev.agentguard.baseline.signature;

import java.math.BigInteger;

/**
 * A curve of NIST (FIPS 186-4, D.1.2). Whether a point is on it is computed here with three
 * multiplications, because every line of a file of signers asks; BouncyCastle's curve ({@link
 * NistArithmetic}) is loaded only for a key that signed.
 */
enum NistCurve {
  P256(
      "nistp256",
      "SHA-256",
      32,
      "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
      "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
  P384(
      "nistp384",
      "SHA-384",
      48,
      "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
          + "ffffffff0000000000000000ffffffff",
      "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a"
          + "c656398d8a2ed19d2a85c8edd3ec2aef",
      "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a38"
          + "5502f25dbf55296c3a545e3872760ab7",
      "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c0"
          + "0a60b1ce1d7e819d7a431d7c90ea0e5f"),
  P521(
      "nistp521",
      "SHA-512",
      66,
      "1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
          + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109"
          + "e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
      "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3d"
          + "baa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
      "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662"
          + "c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650");

  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final String identifier;
  private final String digest;
  private final int size;
  private final String p;
  private final String b;
  private final String x;
  private final String y;

  NistCurve(String identifier, String digest, int size, String p, String b, String x, String y) {
    this.identifier = identifier;
    this.digest = digest;
    this.size = size;
    this.p = p;
    this.b = b;
    this.x = x;
    this.y = y;
  }

  /** As SSH calls it. */
  String identifier() {
    return identifier;
  }

  /** With what SSH hashes what a key on the curve signs. */
  String digest() {
    return digest;
  }

  /** How many bytes a coordinate has. */
  int size() {
    return size;
  }

  /** Whether y² = x³ - 3x + b. The curves have no point of small order, and infinity is none. */
  boolean contains(BigInteger pointX, BigInteger pointY) {
    BigInteger prime = new BigInteger(p, 16);
    if (pointX.compareTo(prime) >= 0 || pointY.compareTo(prime) >= 0) {
      return false;
    }
    BigInteger right = pointX.multiply(pointX).subtract(THREE).multiply(pointX);
    return pointY.multiply(pointY).subtract(right.add(new BigInteger(b, 16))).mod(prime).signum()
        == 0;
  }

  BigInteger baseX() {
    return new BigInteger(x, 16);
  }

  BigInteger baseY() {
    return new BigInteger(y, 16);
  }
}
