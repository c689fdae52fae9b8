package dev.agentguard.hook;

import java.nio.file.Path;

/**
 * What one hook does about guard now.
 *
 * @param hook which
 * @param state whether guard would run
 * @param file where guard's lines are, or would be
 * @param program the program that they start; empty if there is none
 * @param detail what is the matter, a few words, not escaped; empty if nothing is
 */
public record HookStatus(GitHook hook, State state, Path file, String program, String detail) {

  /** Whether guard would run. */
  public enum State {
    /** It would. */
    INSTALLED,
    /** It is not asked. */
    MISSING,
    /** Somebody edited guard's lines. */
    CHANGED,
    /** The lines are those of another version of guard. */
    OUTDATED,
    /** It is asked, but its program is missing, or git does not start the hook. */
    CANNOT_RUN
  }
}
