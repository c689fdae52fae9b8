package dev.agentguard.cli;

/**
 * Which tree of git is to be verified, instead of the files on the disk.
 *
 * @param staged whether it is the index
 * @param base the revision to judge against, or empty
 * @param head the revision to judge, if there is a base
 */
record GitChoice(boolean staged, String base, String head) {

  /** The files on the disk. */
  static final GitChoice NONE = new GitChoice(false, "", "");

  /** What is judged if nothing is said. */
  static final String HEAD = "HEAD";

  /** The index against the last commit. */
  static final GitChoice STAGED = new GitChoice(true, "", "");

  boolean isNone() {
    return !staged && base.isEmpty();
  }
}
