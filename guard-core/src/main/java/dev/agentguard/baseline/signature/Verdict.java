package dev.agentguard.baseline.signature;

/** What became of checking a signature. */
public sealed interface Verdict {

  /**
   * It is a signature over these bytes, by a key that is trusted for that name at that time.
   *
   * @param principal the name for which it was asked
   * @param key the key that signed; with a certificate, the certified key
   * @param file the file of allowed signers, as the reader called it; not escaped
   * @param line the line that trusts the key, or the authority of its certificate; from 1
   */
  record Trusted(String principal, SshPublicKey key, String file, int line) implements Verdict {}

  /**
   * It says nothing about these bytes that may be believed.
   *
   * @param reason why, for programs
   * @param detail why, for people: one sentence without a full stop, escaped for a terminal
   */
  record Refused(Reason reason, String detail) implements Verdict {}

  /** Why a signature is not believed. */
  enum Reason {
    /** The key did not sign these bytes, or its certificate is not what it claims to be. */
    BAD_SIGNATURE,
    /** It was made for, or its key may be used for, something else. */
    OTHER_NAMESPACE,
    /** Nobody trusts the key, or the authority of its certificate. */
    UNKNOWN_KEY,
    /** The key is trusted under another name. */
    OTHER_PRINCIPAL,
    /** The key or its certificate was not yet valid at that time. */
    NOT_YET_VALID,
    /** The key or its certificate was no longer valid at that time. */
    EXPIRED,
    /** It was made with SHA-1. */
    WEAK,
    /** The hardware key signed without being touched. */
    NO_USER_PRESENCE
  }
}
