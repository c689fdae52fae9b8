package dev.agentguard.cli;

import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.signing.Signer;
import dev.agentguard.signing.SigningException;
import dev.agentguard.signing.SigningKey;
import java.util.Optional;

/**
 * A person who signs approvals with their SSH key.
 *
 * @param principal their name
 * @param chosen the key, and where it was found
 * @param signer what signs with it
 */
record KeySigner(String principal, SigningKey chosen, Signer signer) implements ApprovalSigner {

  @Override
  public Optional<byte[]> sign(byte[] text) {
    try {
      return Optional.of(signer.sign(TrustedSigners.NAMESPACE, text).armoured());
    } catch (SigningException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.hint());
    }
  }

  /** The key as people tell keys apart, and where it comes from. */
  String description() {
    return chosen.key().type()
        + " key "
        + chosen.key().fingerprint()
        + " ("
        + chosen.origin()
        + ")";
  }
}
