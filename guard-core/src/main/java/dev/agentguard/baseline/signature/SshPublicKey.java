package dev.agentguard.baseline.signature;

/** A public key as SSH writes it. */
@SuppressWarnings("DoNotCallSuggester")
public final class SshPublicKey {

  private SshPublicKey() {}

  /** Reads the wire format: what stands in base64 in a {@code .pub} file. */
  public static SshPublicKey parse(byte[] blob) throws SignatureFormatException {
    throw new UnsupportedOperationException();
  }

  /** Reads the text of a {@code .pub} file: a type, a key in base64, and perhaps a comment. */
  public static SshPublicKey parseText(String text) throws SignatureFormatException {
    throw new UnsupportedOperationException();
  }

  /** The type and the key in base64, as they stand in a {@code .pub} file. */
  public String text() {
    throw new UnsupportedOperationException();
  }

  /** The name of its type, such as {@code ssh-ed25519}. */
  public String type() {
    throw new UnsupportedOperationException();
  }

  /** The wire format. */
  public byte[] blob() {
    throw new UnsupportedOperationException();
  }

  /** What {@code ssh-keygen -l} prints: {@code SHA256:} and 43 characters. */
  public String fingerprint() {
    throw new UnsupportedOperationException();
  }

  /** Whether the private key is in a security key, which signs when it is touched. */
  public boolean isHardware() {
    throw new UnsupportedOperationException();
  }
}
