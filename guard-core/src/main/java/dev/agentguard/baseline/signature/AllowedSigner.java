package dev.agentguard.baseline.signature;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a file of allowed signers: a key, the names for which it is trusted, and within what
 * bounds.
 *
 * @param line the number of the line, from 1
 * @param principals a list of patterns, as it is written without quotes
 * @param certAuthority whether the key only vouches for others, by certificates
 * @param namespaces a list of patterns for what the key may sign; anything if absent
 * @param validAfter the first second at which it is valid
 * @param validBefore the last second at which it is valid
 * @param key the key
 * @param comment what follows the key; may be empty; not escaped
 */
public record AllowedSigner(
    int line,
    String principals,
    boolean certAuthority,
    Optional<String> namespaces,
    Optional<Instant> validAfter,
    Optional<Instant> validBefore,
    SshPublicKey key,
    String comment) {

  /**
   * Whether the line itself trusts a key, without a certificate.
   *
   * @param namespace what the key is to sign
   * @param principal the signer's name
   */
  public boolean trusts(SshPublicKey other, String namespace, String principal, Instant at) {
    return !certAuthority
        && key.equals(other)
        && PatternList.matches(principals, principal)
        && (namespaces.isEmpty() || PatternList.matches(namespaces.get(), namespace))
        && (validAfter.isEmpty() || !at.isBefore(validAfter.get()))
        && (validBefore.isEmpty() || !at.isAfter(validBefore.get()));
  }

  /** The line as OpenSSH reads it, without a line feed. */
  public String print() {
    StringBuilder out = new StringBuilder();
    boolean quoted = principals.indexOf(' ') >= 0 || principals.indexOf('\t') >= 0;
    out.append(quoted ? "\"" : "").append(principals).append(quoted ? "\" " : " ");
    int options = out.length();
    if (certAuthority) {
      out.append("cert-authority,");
    }
    if (namespaces.isPresent()) {
      out.append("namespaces=\"").append(namespaces.get().replace("\"", "\\\"")).append("\",");
    }
    if (validAfter.isPresent()) {
      out.append("valid-after=\"").append(SignerTime.print(validAfter.get())).append("\",");
    }
    if (validBefore.isPresent()) {
      out.append("valid-before=\"").append(SignerTime.print(validBefore.get())).append("\",");
    }
    if (out.length() > options) {
      out.setCharAt(out.length() - 1, ' ');
    }
    out.append(key.text());
    if (!comment.isEmpty()) {
      out.append(' ').append(comment);
    }
    return out.toString();
  }
}
