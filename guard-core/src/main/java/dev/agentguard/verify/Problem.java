package dev.agentguard.verify;

/**
 * Something that kept guard from verifying a path, so that the whole verification is not clean.
 *
 * @param path the place, as in baselines; not escaped
 * @param reason why, in a few words; text of a file in it is escaped
 */
public record Problem(String path, String reason) {

  /** Why a signed approval cannot be checked where no file says who is trusted. */
  static final String NO_SIGNERS = "it is signed, but nothing says here whose signatures count";

  /** Whether it goes away when it is said whose signatures count. */
  public boolean needsSigners() {
    return reason.equals(NO_SIGNERS);
  }
}
