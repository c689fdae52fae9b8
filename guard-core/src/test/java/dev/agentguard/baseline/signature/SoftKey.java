package dev.agentguard.baseline.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A key made from a number, which signs in process; a security key is one that adds its fields. */
final class SoftKey {

  private final KeyType type;
  private final byte[] secret;
  private final String application;
  private final int flags;
  private final long counter;

  private SoftKey(KeyType type, byte[] secret, String application, int flags, long counter) {
    this.type = type;
    this.secret = secret;
    this.application = application;
    this.flags = flags;
    this.counter = counter;
  }

  /** A key of the types ed25519 and ECDSA P-256; a security key is touched, for the 7th time. */
  static SoftKey of(KeyType type, int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return new SoftKey(type, secret, "ssh:", WireSignature.PRESENT, 7);
  }

  SoftKey withFlags(int other) {
    return new SoftKey(type, secret, application, other, counter);
  }

  SoftKey withCounter(long other) {
    return new SoftKey(type, secret, application, flags, other);
  }

  SoftKey withApplication(String other) {
    return new SoftKey(type, secret, other, flags, counter);
  }

  /** The fields of the public key behind the name of its type. */
  byte[] fields() {
    WireWriter out = new WireWriter();
    if (isEdwards()) {
      byte[] point = new byte[32];
      Ed25519.generatePublicKey(secret, 0, point, 0);
      out.string(point);
    } else {
      out.string("nistp256")
          .string(domain().getG().multiply(new BigInteger(1, secret)).getEncoded(false));
    }
    return type.isHardware() ? out.string(application).bytes() : out.bytes();
  }

  byte[] blob() {
    return new WireWriter().string(type.plain()).raw(fields()).bytes();
  }

  SshPublicKey publicKey() {
    try {
      return SshPublicKey.parse(blob());
    } catch (SignatureFormatException e) {
      throw new AssertionError(e);
    }
  }

  /** A signature in SSH's wire format. */
  byte[] sign(byte[] data) {
    byte[] message =
        type.isHardware()
            ? new WireWriter()
                .raw(Hashes.of("SHA-256", application.getBytes(StandardCharsets.UTF_8)))
                .u8(flags)
                .u32(counter)
                .raw(Hashes.of("SHA-256", data))
                .bytes()
            : data;
    WireWriter out =
        new WireWriter()
            .string(type.plain())
            .string(isEdwards() ? edwards(message) : pair(message));
    return type.isHardware() ? out.u8(flags).u32(counter).bytes() : out.bytes();
  }

  SshSignature sign(String namespace, byte[] message) {
    return SshSignature.of(
        publicKey(),
        namespace,
        "sha512",
        sign(SshSignature.signedData(namespace, "sha512", message)));
  }

  private boolean isEdwards() {
    return type == KeyType.ED25519 || type == KeyType.SK_ED25519;
  }

  private byte[] edwards(byte[] message) {
    byte[] signature = new byte[64];
    Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  private byte[] pair(byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, secret), domain()));
    BigInteger[] pair = signer.generateSignature(Hashes.of("SHA-256", message));
    return new WireWriter().mpint(pair[0]).mpint(pair[1]).bytes();
  }

  private static ECDomainParameters domain() {
    return new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));
  }
}
