package dev.agentguard.baseline.signature;

import java.nio.charset.StandardCharsets;

/**
 * What a key made of some bytes, in SSH's wire format, read and not checked: the algorithm's name,
 * the signature, and what a security key adds.
 */
final class WireSignature {

  static final String RSA_SHA512 = "rsa-sha2-512";
  static final String RSA_SHA256 = "rsa-sha2-256";

  /** The user was there: the security key was touched. */
  static final int PRESENT = 0x01;

  /** The user was recognised, by a PIN or a finger. */
  static final int VERIFIED = 0x04;

  private static final String RSA_SHA1 = "ssh-rsa";
  private static final int MAX_BYTES = KeyMaterial.MAX_RSA / 8;

  private final String algorithm;
  private final byte[] signature;
  private final int flags;
  private final long counter;

  private WireSignature(String algorithm, byte[] signature, int flags, long counter) {
    this.algorithm = algorithm;
    this.signature = signature;
    this.flags = flags;
    this.counter = counter;
  }

  /** Reads the signature of a key of a type, and nothing behind it. */
  static WireSignature read(KeyType type, WireReader in) throws SignatureFormatException {
    String algorithm = in.text("the signature's algorithm", 64);
    boolean known =
        type == KeyType.RSA
            ? algorithm.equals(RSA_SHA512)
                || algorithm.equals(RSA_SHA256)
                || algorithm.equals(RSA_SHA1)
            : algorithm.equals(type.plain());
    if (!known) {
      throw in.failure(
          "an algorithm of a key of the type " + type.plain(), Shown.quoted(algorithm));
    }
    byte[] signature = readNumbers(type, in);
    int flags = 0;
    long counter = 0;
    if (type.isHardware()) {
      flags = in.u8("the security key's flags");
      counter = in.u32("the security key's counter");
    }
    in.end("the signature");
    return new WireSignature(algorithm, signature, flags, counter);
  }

  /** What a security key says about its user; 0 for other keys. */
  int flags() {
    return flags;
  }

  /** What became of a check. */
  enum Outcome {
    GOOD,
    BAD,
    WEAK,
    NO_USER_PRESENCE
  }

  /** Whether a key, of the type for which this was read, made this of these bytes. */
  Outcome check(SshPublicKey key, byte[] signed) {
    if (algorithm.equals(RSA_SHA1)) {
      return Outcome.WEAK;
    }
    byte[] message = key.isHardware() ? seenByHardware(key.application(), signed) : signed;
    if (!key.material().signed(algorithm, message, signature)) {
      return Outcome.BAD;
    }
    return key.isHardware() && (flags & PRESENT) == 0 ? Outcome.NO_USER_PRESENCE : Outcome.GOOD;
  }

  /** A security key signs digests of what it is for and of the bytes, and what it adds. */
  private byte[] seenByHardware(String application, byte[] signed) {
    return new WireWriter()
        .raw(Hashes.of("SHA-256", application.getBytes(StandardCharsets.UTF_8)))
        .u8(flags)
        .u32(counter)
        .raw(Hashes.of("SHA-256", signed))
        .bytes();
  }

  /** The inner part, of which everything but the arithmetic is checked here. */
  private static byte[] readNumbers(KeyType type, WireReader in) throws SignatureFormatException {
    return switch (type) {
      case ED25519, SK_ED25519 -> {
        byte[] both = in.string("a signature", KeyMaterial.Edwards.SIGNATURE_SIZE);
        if (both.length != KeyMaterial.Edwards.SIGNATURE_SIZE) {
          throw in.failure("a signature of 64 bytes", "one of " + both.length);
        }
        yield both;
      }
      case ECDSA_256, SK_ECDSA -> pair(NistCurve.P256, in);
      case ECDSA_384 -> pair(NistCurve.P384, in);
      case ECDSA_521 -> pair(NistCurve.P521, in);
      case RSA -> in.string("an RSA signature", MAX_BYTES);
    };
  }

  private static byte[] pair(NistCurve curve, WireReader in) throws SignatureFormatException {
    WireReader inner = in.nested("an ECDSA signature", 2 * (4 + 1 + curve.size()));
    WireWriter copy = new WireWriter();
    copy.mpint(inner.positive("r", curve.size()));
    copy.mpint(inner.positive("s", curve.size()));
    inner.end("the ECDSA signature");
    return copy.bytes();
  }
}
