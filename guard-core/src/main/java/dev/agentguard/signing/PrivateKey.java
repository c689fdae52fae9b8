package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/** A private key in memory, which signs. */
sealed interface PrivateKey {

  /** A signature in SSH's wire format, with its algorithm. */
  byte[] sign(byte[] data) throws SigningException;

  /** The public key that belongs to it. */
  byte[] publicBlob();

  /** Reads a private key as OpenSSH writes it, without its comment. */
  static PrivateKey read(SshBytes in) throws IOException {
    String type = in.text();
    try {
      return switch (type) {
        case "ssh-ed25519" -> Ed25519.read(in);
        case "ecdsa-sha2-nistp256" ->
            Ecdsa.read(in, type, SECObjectIdentifiers.secp256r1, new SHA256Digest());
        case "ecdsa-sha2-nistp384" ->
            Ecdsa.read(in, type, SECObjectIdentifiers.secp384r1, new SHA384Digest());
        case "ecdsa-sha2-nistp521" ->
            Ecdsa.read(in, type, SECObjectIdentifiers.secp521r1, new SHA512Digest());
        case "ssh-rsa" -> Rsa.read(in);
        default -> throw new IOException("a type of key that guard does not sign with");
      };
    } catch (RuntimeException e) {
      throw new IOException("not a private key", e); // BouncyCastle's answer to odd numbers.
    }
  }

  /** Whether a type of key is one of these. */
  static boolean supports(SshPublicKey key) {
    return switch (key.type()) {
      case "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "ssh-rsa" ->
          true;
      default -> false;
    };
  }

  /** The public key of a private one. */
  default SshPublicKey publicKey() throws SigningException {
    try {
      return SshPublicKey.parse(publicBlob());
    } catch (SignatureFormatException e) {
      throw new SigningException("not a key that can sign: " + e.getMessage());
    }
  }

  /** Ed25519. */
  final class Ed25519 implements PrivateKey {

    static final String TYPE = "ssh-ed25519";

    private final Ed25519PrivateKeyParameters key;

    Ed25519(Ed25519PrivateKeyParameters key) {
      this.key = key;
    }

    static Ed25519 read(SshBytes in) throws IOException {
      byte[] alleged = in.string();
      byte[] both = in.string();
      if (both.length != 64) {
        throw new IOException("not a private key");
      }
      Ed25519 key = new Ed25519(new Ed25519PrivateKeyParameters(both, 0));
      Arrays.fill(both, (byte) 0);
      if (!Arrays.equals(key.key.generatePublicKey().getEncoded(), alleged)) {
        throw new IOException("the private and the public key differ");
      }
      return key;
    }

    /** What {@link #read} reads. */
    void write(SshBytes.Writer out) {
      byte[] point = key.generatePublicKey().getEncoded();
      byte[] both = Arrays.copyOf(key.getEncoded(), 64);
      System.arraycopy(point, 0, both, 32, 32);
      out.text(TYPE).string(point).string(both);
      Arrays.fill(both, (byte) 0);
    }

    @Override
    public byte[] sign(byte[] data) {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, key);
      signer.update(data, 0, data.length);
      return new SshBytes.Writer().text(TYPE).string(signer.generateSignature()).bytes();
    }

    @Override
    public byte[] publicBlob() {
      return new SshBytes.Writer().text(TYPE).string(key.generatePublicKey().getEncoded()).bytes();
    }
  }

  /** ECDSA over a NIST curve, with nonces made from key and message. */
  final class Ecdsa implements PrivateKey {

    private final String type;
    private final String curve;
    private final ECPrivateKeyParameters key;
    private final Digest digest;

    private Ecdsa(String type, String curve, ECPrivateKeyParameters key, Digest digest) {
      this.type = type;
      this.curve = curve;
      this.key = key;
      this.digest = digest;
    }

    static Ecdsa read(SshBytes in, String type, ASN1ObjectIdentifier id, Digest digest)
        throws IOException {
      String curve = in.text();
      if (!type.endsWith("-" + curve)) {
        throw new IOException("the key is of another curve");
      }
      byte[] alleged = in.string();
      BigInteger d = in.integer();
      X9ECParameters parameters = CustomNamedCurves.getByOID(id);
      ECDomainParameters domain = new ECNamedDomainParameters(id, parameters);
      Ecdsa key = new Ecdsa(type, curve, new ECPrivateKeyParameters(d, domain), digest);
      if (!Arrays.equals(key.point(), alleged)) {
        throw new IOException("the private and the public key differ");
      }
      return key;
    }

    private byte[] point() {
      return key.getParameters().getG().multiply(key.getD()).normalize().getEncoded(false);
    }

    @Override
    public byte[] sign(byte[] data) {
      byte[] hash = new byte[digest.getDigestSize()];
      digest.update(data, 0, data.length);
      digest.doFinal(hash, 0);
      ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(digest));
      signer.init(true, key);
      BigInteger[] pair = signer.generateSignature(hash);
      byte[] numbers = new SshBytes.Writer().integer(pair[0]).integer(pair[1]).bytes();
      return new SshBytes.Writer().text(type).string(numbers).bytes();
    }

    @Override
    public byte[] publicBlob() {
      return new SshBytes.Writer().text(type).text(curve).string(point()).bytes();
    }
  }

  /** RSA with SHA-512. */
  final class Rsa implements PrivateKey {

    private final RSAPrivateCrtKeyParameters key;

    private Rsa(RSAPrivateCrtKeyParameters key) {
      this.key = key;
    }

    static Rsa read(SshBytes in) throws IOException {
      BigInteger n = in.integer();
      BigInteger e = in.integer();
      BigInteger d = in.integer();
      BigInteger inverse = in.integer();
      BigInteger p = in.integer();
      BigInteger q = in.integer();
      if (!p.multiply(q).equals(n) || p.signum() == 0 || q.signum() == 0) {
        throw new IOException("the private and the public key differ");
      }
      BigInteger dp = d.mod(p.subtract(BigInteger.ONE));
      BigInteger dq = d.mod(q.subtract(BigInteger.ONE));
      return new Rsa(new RSAPrivateCrtKeyParameters(n, e, d, p, q, dp, dq, inverse));
    }

    @Override
    public byte[] sign(byte[] data) throws SigningException {
      RSADigestSigner signer = new RSADigestSigner(new SHA512Digest());
      signer.init(true, key);
      signer.update(data, 0, data.length);
      try {
        byte[] signature = signer.generateSignature();
        return new SshBytes.Writer().text("rsa-sha2-512").string(signature).bytes();
      } catch (CryptoException e) {
        throw new SigningException("the key could not sign");
      }
    }

    @Override
    public byte[] publicBlob() {
      return new SshBytes.Writer()
          .text("ssh-rsa")
          .integer(key.getPublicExponent())
          .integer(key.getModulus())
          .bytes();
    }
  }
}
