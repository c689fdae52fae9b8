package dev.agentguard.baseline.signature;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/** RSA signatures of RFC 8017 (RSASSA-PKCS1-v1_5), with BouncyCastle's power. */
final class RsaArithmetic {

  /** What RFC 8017 (9.2) puts before a digest: its length and its algorithm, in DER. */
  private static final byte[] SHA256 = {
    0x30,
    0x31,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x60,
    (byte) 0x86,
    0x48,
    0x01,
    0x65,
    0x03,
    0x04,
    0x02,
    0x01,
    0x05,
    0x00,
    0x04,
    0x20
  };

  private static final byte[] SHA512 = {
    0x30,
    0x51,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x60,
    (byte) 0x86,
    0x48,
    0x01,
    0x65,
    0x03,
    0x04,
    0x02,
    0x03,
    0x05,
    0x00,
    0x04,
    0x40
  };

  private RsaArithmetic() {}

  /**
   * Whether a key signed a message. The padded digest that must have been signed is made here and
   * compared as a whole, so that there is no padding to read (RFC 8017, 8.2.2).
   */
  static boolean signed(KeyMaterial.Rsa key, boolean sha512, byte[] message, byte[] signature) {
    BigInteger modulus = key.modulus();
    int size = (modulus.bitLength() + 7) / 8;
    if (signature.length > size || new BigInteger(1, signature).compareTo(modulus) >= 0) {
      return false;
    }
    RSAEngine engine = new RSAEngine();
    // The last argument leaves out a search for small factors: whoever trusts a key trusts that.
    engine.init(false, new RSAKeyParameters(false, modulus, key.exponent(), true));
    byte[] power = engine.processBlock(signature, 0, signature.length);
    byte[] digest = Hashes.of(sha512 ? "SHA-512" : "SHA-256", message);
    byte[] expected = padded(sha512 ? SHA512 : SHA256, digest, size);
    // As numbers, because the power comes without the zeros before it.
    return new BigInteger(1, power).equals(new BigInteger(1, expected));
  }

  private static byte[] padded(byte[] prefix, byte[] digest, int size) {
    byte[] padded = new byte[size];
    Arrays.fill(padded, (byte) 0xFF);
    padded[0] = 0;
    padded[1] = 1;
    int start = size - digest.length - prefix.length;
    padded[start - 1] = 0;
    System.arraycopy(prefix, 0, padded, start, prefix.length);
    System.arraycopy(digest, 0, padded, start + prefix.length, digest.length);
    return padded;
  }
}
