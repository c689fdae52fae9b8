package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;
import java.nio.file.Path;

/** Signs with {@code ssh-keygen}. */
final class KeygenSigner implements Signer {

  private final SshKeygen keygen;
  private final Path file;
  private final SshPublicKey key;

  KeygenSigner(SshKeygen keygen, Path file, SshPublicKey key) {
    this.keygen = keygen;
    this.file = file;
    this.key = key;
  }

  @Override
  public SshPublicKey key() {
    return key;
  }

  @Override
  public SshSignature sign(String namespace, byte[] message) throws SigningException {
    byte[] armoured = keygen.sign(file, namespace, message);
    try {
      SshSignature signature = SshSignature.parse("ssh-keygen's signature", armoured);
      return CheckedSignature.of(signature, key, namespace, message);
    } catch (SignatureFormatException e) {
      throw new SigningException(String.valueOf(e.getMessage()));
    }
  }
}
