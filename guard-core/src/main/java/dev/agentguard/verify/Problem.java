package dev.agentguard.verify;

/**
 * Something that kept guard from verifying a path, so that the whole verification is not clean.
 *
 * @param path the place, as in baselines; not escaped
 * @param reason why, in a few words; text of a file in it is escaped
 */
public record Problem(String path, String reason) {

  /** The reason for an approval with a signature where no file says who is trusted. */
  public static final String NO_SIGNERS =
      "it is signed, but nothing says here whose signatures count";
}
