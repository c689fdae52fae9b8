package dev.agentguard.content.closure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a program that starts the program in its arguments is called.
 *
 * @param valued options that take the next word
 * @param operands how many operands come before the inner program
 */
record Wrapper(String valued, int operands) {

  /** The wrapper of a name; null for other programs. */
  static @Nullable Wrapper named(String name) {
    return switch (name) {
      case "env", "cross-env", "cross-env-shell" -> new Wrapper("-u --unset -C --chdir", 0);
      case "sudo", "doas" -> new Wrapper("-u -g -h -p -C -r -t -U -D -R -T --user --group", 0);
      case "nohup", "setsid", "time", "chronic", "unbuffer", "builtin", "busybox", "command" ->
          new Wrapper("", 0);
      case "wsl", "arch", "rlwrap", "winpty", "dbus-run-session", "catchsegv", "strace" ->
          new Wrapper("-d --distribution -u --user -e -o", 0);
      case "caffeinate" -> new Wrapper("-t -w", 0);
      case "exec" -> new Wrapper("-a", 0);
      case "nice" -> new Wrapper("-n --adjustment", 0);
      case "ionice" -> new Wrapper("-c -n -p", 0);
      case "stdbuf" -> new Wrapper("-i -o -e --input --output --error", 0);
      case "timeout", "gtimeout" -> new Wrapper("-s -k --signal --kill-after", 1);
      case "flock" -> new Wrapper("-w -E --timeout", 1);
      case "watch" -> new Wrapper("-n --interval", 0);
      case "xargs" -> new Wrapper("-I -n -P -L -d -E -s -a --max-args --max-procs --delimiter", 0);
      case "dotenv" -> new Wrapper("-e -f -v -c", 0);
      default -> null;
    };
  }

  /** The index of the inner program; the number of words if there is none. */
  int inner(List<Word> words) {
    int left = operands;
    int i = Options.firstOperand(words, 1, valued);
    while (i < words.size() && (left > 0 || isAssignment(words.get(i).text()))) {
      left -= isAssignment(words.get(i).text()) ? 0 : 1;
      i = Options.firstOperand(words, i + 1, valued);
    }
    return i;
  }

  static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    for (int i = 0; i < equals; i++) {
      if (!Character.isLetterOrDigit(word.charAt(i)) && word.charAt(i) != '_') {
        return false;
      }
    }
    return equals > 0;
  }
}
