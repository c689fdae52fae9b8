package dev.agentguard.baseline.signature;

import java.util.ArrayList;
import java.util.List;

/** A certificate as it is put together, with whatever is wrong with it. */
final class SoftCertificate {

  static final long FOREVER = -1;

  long kind = 1;
  List<String> principals = new ArrayList<>(List.of("alice"));
  long validAfter;
  long validBefore = FOREVER;
  byte[] criticalOptions = new byte[0];

  /** The certificate of a key of the type ed25519, by an authority. */
  byte[] blob(SoftKey key, SoftKey authority) {
    WireWriter names = new WireWriter();
    principals.forEach(names::string);
    byte[] signed =
        new WireWriter()
            .string("ssh-ed25519-cert-v01@openssh.com")
            .string(new byte[32])
            .raw(key.fields())
            .u64(5)
            .u32(kind)
            .string("id of alice")
            .string(names.bytes())
            .u64(validAfter)
            .u64(validBefore)
            .string(criticalOptions)
            .string("")
            .string("")
            .string(authority.blob())
            .bytes();
    return new WireWriter().raw(signed).string(authority.sign(signed)).bytes();
  }

  /** An armoured signature by the key that comes with the certificate. */
  static byte[] sign(SoftKey key, byte[] certificate, String namespace, byte[] message) {
    return Armour.encode(
        new WireWriter()
            .raw(new byte[] {'S', 'S', 'H', 'S', 'I', 'G'})
            .u32(1)
            .string(certificate)
            .string(namespace)
            .string("")
            .string("sha512")
            .string(key.sign(SshSignature.signedData(namespace, "sha512", message)))
            .bytes());
  }
}
