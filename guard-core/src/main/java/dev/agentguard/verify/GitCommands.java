package dev.agentguard.verify;

import dev.agentguard.content.closure.Closure;
import dev.agentguard.content.closure.ClosureFinder;

/**
 * What git makes of the value of a variable that can hold a command.
 *
 * <p>See git-config(1): an alias, a credential helper and a submodule's update run through the
 * shell only after an exclamation mark; some variables may also be a boolean that turns on what git
 * has built in.
 */
final class GitCommands {

  private GitCommands() {}

  static Closure closure(ClosureFinder finder, String key, String value) {
    if (value.isEmpty() || isBoolean(value)) {
      return Closure.EMPTY;
    }
    if (value.startsWith("!")) {
      return finder.shell(value.substring(1));
    }
    if (key.startsWith("alias.") || key.startsWith("submodule.")) {
      return Closure.EMPTY; // One of git's own commands and words.
    }
    if (key.startsWith("credential.") && !value.startsWith("/") && !value.startsWith("~")) {
      return finder.shell("git-credential-" + value);
    }
    return finder.shell(value);
  }

  private static boolean isBoolean(String value) {
    return value.equals("true") || value.equals("false") || value.equals("1") || value.equals("0");
  }
}
