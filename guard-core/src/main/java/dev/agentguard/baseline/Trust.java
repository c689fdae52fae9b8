package dev.agentguard.baseline;

/** Why an approval is believed. */
public sealed interface Trust {

  /** Believed because of where it lies: nobody signed it, or nobody looked. */
  Trust UNSIGNED = new Unsigned();

  /** No signature vouches for the approval. Whoever can write to its directory can make one. */
  record Unsigned() implements Trust {}

  /**
   * A trusted signer vouches for the approval.
   *
   * @param principal the signer's name
   * @param fingerprint the key's fingerprint, as in {@code ssh-keygen -l}
   */
  record Signed(String principal, String fingerprint) implements Trust {}
}
