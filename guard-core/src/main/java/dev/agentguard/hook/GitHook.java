package dev.agentguard.hook;

import java.util.Locale;

/** The moments at which git asks guard. */
public enum GitHook {
  /** Before a commit. */
  PRE_COMMIT(true),
  /** Before the commit of a merge. */
  PRE_MERGE_COMMIT(true),
  /** Before the commit of a patch from a mail. */
  PRE_APPLYPATCH(true),
  /** After a change of branch, of single files, and in a new work tree. */
  POST_CHECKOUT(false),
  /** After a merge, also one that only moved the branch, and so after a pull. */
  POST_MERGE(false),
  /** After a rebase. */
  POST_REWRITE(false);

  private final boolean stops;

  GitHook(boolean stops) {
    this.stops = stops;
  }

  /** Whether it stops what git is about to do; the others come after it and warn. */
  public boolean stops() {
    return stops;
  }

  /** The name of its file, such as {@code pre-commit}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
