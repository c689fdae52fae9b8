package dev.agentguard.policy;

import java.util.BitSet;
import java.util.List;
import org.tomlj.TomlParseError;

/**
 * The lines of a file of which a syntax error leaves open what they mean: the line with the error,
 * and, if that line begins a table, everything up to the next table. Whatever is found wrong on
 * them may be wrong only because of the syntax error.
 */
final class SyntaxDoubt {

  private final BitSet lines = new BitSet();
  private final boolean any;

  SyntaxDoubt(String text, List<TomlParseError> errors) {
    any = !errors.isEmpty();
    for (TomlParseError error : errors) {
      lines.set(Math.max(0, error.position().line()));
    }
    if (any) {
      spreadOverTables(text);
    }
  }

  /** Whether there is any error, so that what is missing may have been there. */
  boolean any() {
    return any;
  }

  boolean covers(int line) {
    return lines.get(line);
  }

  private void spreadOverTables(String text) {
    boolean doubtful = false;
    int line = 1;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (text.substring(start, end).stripLeading().startsWith("[")) {
        doubtful = lines.get(line);
      }
      if (doubtful) {
        lines.set(line);
      }
      start = end + 1;
      line++;
    }
  }
}
