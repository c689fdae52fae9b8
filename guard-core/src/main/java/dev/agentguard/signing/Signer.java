package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;

/** Something that signs with one key: an agent, a file, a program. */
public interface Signer {

  /** The key that it signs with. */
  SshPublicKey key();

  /** Signs a message. */
  SshSignature sign(String namespace, byte[] message) throws SigningException;
}
