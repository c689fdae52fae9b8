package dev.agentguard.hook;

import java.util.Locale;
import java.util.Optional;

/**
 * The lines of a hook that call guard, in a shell that every system has: POSIX sh, and what bash,
 * dash, ksh and zsh read in the same way, with whatever options the script around them sets.
 *
 * <p>They run in a subshell, so that the script keeps its variables, its input and its arguments.
 * Guard is started once, and what it says is shown only if there is something to say. Anything but
 * exit code 0 of a hook that stops, stops; a guard that is not there does, too.
 *
 * @param hook the hook that they are for
 * @param program how they find guard
 * @param foreign whether other repositories use the hook, too, so that the lines have to look
 *     whether this one has a baseline
 */
record HookBlock(GitHook hook, ProgramPlace program, boolean foreign) {

  static final int VERSION = 1;

  private static final String NOTE =
      "# \"guard hook install\" wrote these lines, \"guard hook uninstall\" takes them out.\n";

  private static final String PROGRAM = "  program='";
  private static final String FOREIGN =
      "  [ -e .guard ] || git rev-parse --quiet --verify HEAD:.guard >/dev/null 2>&1 || exit 0\n";

  private static final String SEARCH =
      """
        program=
        here=$(pwd -P)
        rest=${PATH-}:
        while [ -n "$rest" ]; do
          directory=${rest%%:*}
          rest=${rest#*:}
          case $directory in /*) ;; *) continue ;; esac
          if [ -f "$directory/guard" ] && [ -x "$directory/guard" ]; then
            real=$(cd -- "$directory" && pwd -P) || continue
            case $real/ in "$here"/*) ;; *) program=$directory/guard && break ;; esac
          fi
        done
      """;

  private static final String STOP =
      """
        if [ ! -f "$program" ] || [ ! -x "$program" ]; then
          printf '%s\\n' "guard: error: stopped: ${program:-guard} is missing or not executable" >&2
          printf '%s\\n' "guard: hint: commits of this repository are checked by guard; install it MISSING" >&2
          exit 1
        fi
        code=0
        report=$("$program" verify --staged 2>&1 </dev/null) || code=$?
        if [ "$code" -eq 0 ]; then exit 0; fi
        printf '%s\\n' "$report" >&2
        if [ "$code" -eq 1 ]; then
          printf '%s\\n' "guard: error: stopped: what would be committed is not as accepted" >&2
          printf '%s\\n' "guard: hint: a person has to look at it and accept it, or take it back" >&2
        else
          printf '%s\\n' "guard: error: stopped: guard could not verify (exit code $code)" >&2
        fi
        exit 1
      ) || exit 1
      """;

  private static final String WARN =
      """
        if [ ! -f "$program" ] || [ ! -x "$program" ]; then
          printf '%s\\n' "guard: warning: not verified: ${program:-guard} is missing or not executable" >&2
          printf '%s\\n' "guard: hint: this repository is checked by guard; install it MISSING" >&2
          exit 0
        fi
        code=0
        report=$("$program" verify 2>&1 </dev/null) || code=$?
        if [ "$code" -eq 0 ]; then exit 0; fi
        printf '%s\\n' "$report" >&2
        if [ "$code" -eq 1 ]; then
          printf '%s\\n' "guard: warning: what is here now is not as accepted" >&2
        else
          printf '%s\\n' "guard: warning: guard could not verify what is here now (exit code $code)" >&2
        fi
        printf '%s\\n' "guard: hint: start no agent here before a person has looked at it" >&2
      ) || :
      """;

  /** Another branch at the same commit brings nothing. */
  private static final String SAME_COMMIT =
      "  if [ \"${3-}\" = 1 ] && [ \"${1-}\" = \"${2-}\" ]; then exit 0; fi\n";

  /** A commit that was amended went through pre-commit. */
  private static final String ONLY_REBASE = "  if [ \"${1-}\" != rebase ]; then exit 0; fi\n";

  /** The lines, without those that mark their beginning and end. */
  String body() {
    StringBuilder text = new StringBuilder(NOTE).append("(\n");
    if (hook == GitHook.POST_CHECKOUT) {
      text.append(SAME_COMMIT);
    } else if (hook == GitHook.POST_REWRITE) {
      text.append(ONLY_REBASE);
    }
    if (foreign) {
      text.append(FOREIGN);
    }
    if (program instanceof ProgramPlace.At at) {
      text.append(PROGRAM).append(at.path().replace("'", "'\\''")).append("'\n");
    } else {
      text.append(SEARCH);
    }
    String missing =
        program instanceof ProgramPlace.At
            ? "there, or run 'guard hook install' with the guard that you have"
            : "in a directory of your PATH";
    return text.append((hook.stops() ? STOP : WARN).replace("MISSING", missing)).toString();
  }

  /** The block that has these lines, if no other hand has been at them. */
  static Optional<HookBlock> read(GitHook hook, String body) {
    boolean foreign = body.contains(FOREIGN);
    HookBlock block = new HookBlock(hook, program(body), foreign);
    return block.body().equals(body) ? Optional.of(block) : Optional.empty();
  }

  static ProgramPlace program(String body) {
    int start = body.indexOf(PROGRAM);
    int end = start < 0 ? -1 : body.indexOf("'\n", start + PROGRAM.length());
    return end < 0
        ? new ProgramPlace.Searched()
        : new ProgramPlace.At(body.substring(start + PROGRAM.length(), end).replace("'\\''", "'"));
  }

  @Override
  public String toString() {
    return hook.name().toLowerCase(Locale.ROOT);
  }
}
