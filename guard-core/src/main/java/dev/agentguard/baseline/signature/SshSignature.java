package dev.agentguard.baseline.signature;

import java.util.Optional;

/** An SSHSIG signature that was read and not checked. */
@SuppressWarnings("DoNotCallSuggester")
public final class SshSignature {

  private SshSignature() {}

  /**
   * Reads the armoured form, which {@code ssh-keygen -Y sign} writes.
   *
   * @param file the name by which messages call it
   */
  public static SshSignature parse(String file, byte[] armoured) throws SignatureFormatException {
    throw new UnsupportedOperationException();
  }

  /**
   * Puts a signature together.
   *
   * @param hash {@code sha256} or {@code sha512}, with which the message was hashed
   * @param signatureBlob what the key made of {@link #signedData}: in SSH's wire format, with its
   *     algorithm
   */
  public static SshSignature of(
      SshPublicKey key, String namespace, String hash, byte[] signatureBlob) {
    throw new UnsupportedOperationException();
  }

  /**
   * What a key signs for a message.
   *
   * @param hash {@code sha256} or {@code sha512}
   */
  public static byte[] signedData(String namespace, String hash, byte[] message) {
    throw new UnsupportedOperationException();
  }

  /** The key that is said to have signed; with a certificate, the certified key. */
  public SshPublicKey allegedKey() {
    throw new UnsupportedOperationException();
  }

  /** The certificate of the key, if the signature comes with one. */
  public Optional<SshCertificate> allegedCertificate() {
    throw new UnsupportedOperationException();
  }

  /** What the signature is for; not escaped. */
  public String namespace() {
    throw new UnsupportedOperationException();
  }

  /** Whether a security key says that it recognised its user, by a PIN or a finger. */
  public boolean allegedUserVerification() {
    throw new UnsupportedOperationException();
  }

  /** The armoured form, exactly as {@code ssh-keygen} writes it. */
  public byte[] armoured() {
    throw new UnsupportedOperationException();
  }
}
