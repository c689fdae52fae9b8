package dev.agentguard.baseline;

import java.io.IOException;
import java.util.Optional;

/** Someone in whose name approvals are made, and who may be able to sign them. */
public interface ApprovalSigner {

  /** The name that the approval will carry. */
  String principal();

  /**
   * Signs the text of an approval.
   *
   * @return the signature file's content; nothing for a signer without a key
   * @throws IOException if the key could not be used
   */
  Optional<byte[]> sign(byte[] text) throws IOException;

  /** A signer without a key. */
  static ApprovalSigner unsigned(String principal) {
    return new ApprovalSigner() {
      @Override
      public String principal() {
        return principal;
      }

      @Override
      public Optional<byte[]> sign(byte[] text) {
        return Optional.empty();
      }
    };
  }
}
