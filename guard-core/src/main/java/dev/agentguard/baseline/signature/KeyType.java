package dev.agentguard.baseline.signature;

import org.jspecify.annotations.Nullable;

/** A kind of key that guard can check. */
enum KeyType {
  ED25519("ssh-ed25519", "ssh-ed25519-cert-v01@openssh.com"),
  ECDSA_256("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256-cert-v01@openssh.com"),
  ECDSA_384("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384-cert-v01@openssh.com"),
  ECDSA_521("ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521-cert-v01@openssh.com"),
  RSA("ssh-rsa", "ssh-rsa-cert-v01@openssh.com"),
  SK_ED25519("sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com"),
  SK_ECDSA("sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com");

  /** For messages. */
  static final String KNOWN =
      "ssh-ed25519, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384, ecdsa-sha2-nistp521, ssh-rsa,"
          + " sk-ssh-ed25519@openssh.com or sk-ecdsa-sha2-nistp256@openssh.com";

  /** Not cloned for each key. */
  private static final KeyType[] ALL = values();

  private final String plain;
  private final String certificate;

  KeyType(String plain, String certificate) {
    this.plain = plain;
    this.certificate = certificate;
  }

  /** The type that has a name, or null. */
  static @Nullable KeyType named(String name) {
    for (KeyType type : ALL) {
      if (type.plain.equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** The type whose certificates have a name, or null. */
  static @Nullable KeyType ofCertificate(String name) {
    for (KeyType type : ALL) {
      if (type.certificate.equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** As SSH calls it. */
  String plain() {
    return plain;
  }

  /** Whether the private key is in a security key. */
  boolean isHardware() {
    return this == SK_ED25519 || this == SK_ECDSA;
  }
}
