package dev.agentguard.signing;

import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.baseline.signature.SignersFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;
import dev.agentguard.baseline.signature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The last step of every signer: a signature leaves this package only if a verifier would take it.
 * That finds a strange agent, a defect, and a key that has become too weak.
 */
final class CheckedSignature {

  private static final String WHO = "signer";

  private CheckedSignature() {}

  /** The same signature. */
  static SshSignature of(SshSignature signature, SshPublicKey key, String namespace, byte[] message)
      throws SigningException {
    AllowedSigners signers;
    try {
      byte[] line = (WHO + " " + key.text() + "\n").getBytes(StandardCharsets.US_ASCII);
      signers = AllowedSigners.parse(WHO, line);
    } catch (SignersFormatException e) {
      throw new SigningException("the key cannot be trusted: " + e.getMessage());
    }
    Verdict verdict = signers.judge(signature, message, namespace, WHO, Instant.EPOCH);
    if (verdict instanceof Verdict.Refused refused) {
      throw new SigningException("the signature that was made is not good: " + refused.detail());
    }
    return signature;
  }
}
