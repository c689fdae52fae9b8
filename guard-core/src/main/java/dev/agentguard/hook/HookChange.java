package dev.agentguard.hook;

import java.nio.file.Path;

/**
 * What became of one file of hooks.
 *
 * @param kind what
 * @param file which file
 * @param edited whether somebody had edited guard's lines before
 */
public record HookChange(Kind kind, Path file, boolean edited) {

  /** What became of it. */
  public enum Kind {
    /** Guard's lines were put in. */
    ADDED,
    /** Guard's lines were there, and are now those of this guard. */
    UPDATED,
    /** Guard's lines are there as they should be. */
    UNCHANGED,
    /** Guard's lines were taken out. */
    REMOVED
  }
}
