package dev.agentguard.baseline.signature;

import java.util.Arrays;
import java.util.Base64;

/** A public key as SSH writes it. Two keys are equal if their wire formats are. */
public final class SshPublicKey {

  /** An RSA key of the largest size has 2,077 bytes. */
  static final int MAX_BYTES = 4096;

  /** What a security key's key is for begins like this; {@code ssh-keygen} makes no other. */
  private static final String APPLICATION = "ssh:";

  private final KeyType type;
  private final byte[] blob;
  private final KeyMaterial material;
  private final String application;

  private SshPublicKey(KeyType type, byte[] blob, KeyMaterial material, String application) {
    this.type = type;
    this.blob = blob;
    this.material = material;
    this.application = application;
  }

  /** Reads the wire format: what stands in base64 in a {@code .pub} file. */
  public static SshPublicKey parse(byte[] blob) throws SignatureFormatException {
    WireReader in = new WireReader("", blob);
    if (blob.length > MAX_BYTES) {
      throw in.failure("a key of at most " + MAX_BYTES + " bytes", blob.length + " bytes");
    }
    return read(in);
  }

  /** Reads the text of a {@code .pub} file: a type, a key in base64, and perhaps a comment. */
  public static SshPublicKey parseText(String text) throws SignatureFormatException {
    KeyText key = KeyText.read(text.strip(), 0);
    if (key.problem() != null) {
      throw new SignatureFormatException(
          "column " + (key.position() + 1), "a public key", key.problem());
    }
    return key.key();
  }

  /** Reads a key that is no certificate, and nothing behind it. */
  static SshPublicKey read(WireReader in) throws SignatureFormatException {
    String name = in.text("the key's type", 64);
    KeyType type = KeyType.named(name);
    if (type == null) {
      throw in.failure("a key of the type " + KeyType.KNOWN, Shown.quoted(name));
    }
    SshPublicKey key = readFields(type, in);
    in.end("the key");
    return key;
  }

  /** Reads what follows the name of the type; in a certificate, more follows. */
  static SshPublicKey readFields(KeyType type, WireReader in) throws SignatureFormatException {
    WireReader start = in.copy();
    KeyMaterial material = KeyMaterial.read(type, in);
    String application = "";
    if (type.isHardware()) {
      application = in.text("the security key's application", 256);
      if (!application.startsWith(APPLICATION)) {
        throw in.failure(
            "an application that begins with \"" + APPLICATION + "\"", Shown.quoted(application));
      }
    }
    byte[] fields = start.raw("the key", in.position() - start.position());
    byte[] blob = new WireWriter().string(type.plain()).raw(fields).bytes();
    return new SshPublicKey(type, blob, material, application);
  }

  /** The type and the key in base64, as they stand in a {@code .pub} file. */
  public String text() {
    return type.plain() + " " + Base64.getEncoder().encodeToString(blob);
  }

  /** The name of its type, such as {@code ssh-ed25519}. */
  public String type() {
    return type.plain();
  }

  /** The wire format. */
  public byte[] blob() {
    return blob.clone();
  }

  /** What {@code ssh-keygen -l} prints: {@code SHA256:} and 43 characters. */
  public String fingerprint() {
    return "SHA256:"
        + Base64.getEncoder().withoutPadding().encodeToString(Hashes.of("SHA-256", blob));
  }

  /** Whether the private key is in a security key, which signs when it is touched. */
  public boolean isHardware() {
    return type.isHardware();
  }

  KeyType keyType() {
    return type;
  }

  KeyMaterial material() {
    return material;
  }

  /** What a security key's key is for; empty for other keys. */
  String application() {
    return application;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshPublicKey key && Arrays.equals(blob, key.blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  /** The type and the fingerprint. */
  @Override
  public String toString() {
    return type.plain() + " " + fingerprint();
  }
}
