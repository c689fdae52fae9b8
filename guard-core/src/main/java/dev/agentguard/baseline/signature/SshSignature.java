package dev.agentguard.baseline.signature;

import dev.agentguard.content.text.Escaping;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An SSHSIG signature that was read and not checked (OpenSSH's {@code PROTOCOL.sshsig}). */
public final class SshSignature {

  /** The largest signature inside: that of the largest RSA key, with its algorithm's name. */
  static final int MAX_SIGNATURE = KeyMaterial.MAX_RSA / 8 + 128;

  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int MAX_KEY = 48 << 10;
  private static final int MAX_NAMESPACE = 256;

  private final byte[] blob;
  private final SshPublicKey key;
  private final @Nullable SshCertificate certificate;
  private final String namespace;
  private final String hash;
  private final WireSignature signature;

  private SshSignature(byte[] blob, WireReader in) throws SignatureFormatException {
    this.blob = blob;
    if (!Arrays.equals(in.raw("\"SSHSIG\"", MAGIC.length), MAGIC)) {
      throw in.failure("\"SSHSIG\"", "other bytes");
    }
    long version = in.u32("the version");
    if (version != VERSION) {
      throw in.failure("version " + VERSION, "version " + version);
    }
    WireReader inKey = in.nested("a key", MAX_KEY);
    WireReader start = inKey.copy();
    KeyType certified = KeyType.ofCertificate(inKey.text("the key's type", 64));
    certificate = certified == null ? null : SshCertificate.read(certified, start, inKey);
    key = certificate == null ? SshPublicKey.read(start) : certificate.allegedKey();
    namespace = in.text("a namespace", MAX_NAMESPACE);
    if (namespace.isEmpty()) {
      throw in.failure("a namespace", "an empty one");
    }
    if (in.string("nothing in the reserved field", 1024).length > 0) {
      throw in.failure("nothing in the reserved field", "something");
    }
    hash = in.text("a hash algorithm", 16);
    if (algorithm(hash) == null) {
      throw in.failure("the hash algorithm \"sha256\" or \"sha512\"", Shown.quoted(hash));
    }
    signature = WireSignature.read(key.keyType(), in.nested("a signature", MAX_SIGNATURE));
    in.end("the signature");
  }

  /**
   * Reads the armoured form, which {@code ssh-keygen -Y sign} writes.
   *
   * @param file the name by which messages call it
   */
  public static SshSignature parse(String file, byte[] armoured) throws SignatureFormatException {
    byte[] blob = Armour.decode(file, armoured);
    return new SshSignature(blob, new WireReader(Escaping.escape(file) + ": ", blob));
  }

  /**
   * Puts a signature together.
   *
   * @param hash {@code sha256} or {@code sha512}, with which the message was hashed
   * @param signatureBlob what the key made of {@link #signedData}: in SSH's wire format, with its
   *     algorithm
   * @throws IllegalArgumentException if it is none of that key
   */
  public static SshSignature of(
      SshPublicKey key, String namespace, String hash, byte[] signatureBlob) {
    byte[] blob =
        new WireWriter()
            .raw(MAGIC)
            .u32(VERSION)
            .string(key.blob())
            .string(namespace)
            .string("")
            .string(hash)
            .string(signatureBlob)
            .bytes();
    try {
      return new SshSignature(blob, new WireReader("", blob));
    } catch (SignatureFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * What a key signs for a message.
   *
   * @param hash {@code sha256} or {@code sha512}
   */
  public static byte[] signedData(String namespace, String hash, byte[] message) {
    String algorithm = algorithm(hash);
    if (algorithm == null) {
      throw new IllegalArgumentException("neither sha256 nor sha512");
    }
    return new WireWriter()
        .raw(MAGIC)
        .string(namespace)
        .string("")
        .string(hash)
        .string(Hashes.of(algorithm, message))
        .bytes();
  }

  /** The key that is said to have signed; with a certificate, the certified key. */
  public SshPublicKey allegedKey() {
    return key;
  }

  /** The certificate of the key, if the signature comes with one. */
  public Optional<SshCertificate> allegedCertificate() {
    return Optional.ofNullable(certificate);
  }

  /** What the signature is for; not escaped. */
  public String namespace() {
    return namespace;
  }

  /** Whether a security key says that it recognised its user, by a PIN or a finger. */
  public boolean allegedUserVerification() {
    return (signature.flags() & WireSignature.VERIFIED) != 0;
  }

  /** The armoured form, exactly as {@code ssh-keygen} writes it. */
  public byte[] armoured() {
    return Armour.encode(blob);
  }

  /** Whether the alleged key signed a message; nothing is said about whose key it is. */
  WireSignature.Outcome check(byte[] message) {
    return signature.check(key, signedData(namespace, hash, message));
  }

  private static @Nullable String algorithm(String hash) {
    return switch (hash) {
      case "sha256" -> "SHA-256";
      case "sha512" -> "SHA-512";
      default -> null;
    };
  }
}
