package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reader of one word of a command line, from its first character to the blank behind it. */
final class WordScanner {

  private static final int LONGEST_BRACES = 500;
  private static final int LONGEST_WINDOWS_LINE = 2000;

  private final String text;
  private final Expansion expansion;
  private final int depth;
  private final List<SimpleCommand> substituted;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean known = true;
  private boolean glob;
  private boolean windows;

  /**
   * A scanner at a place.
   *
   * @param depth how many substitutions are around the text
   * @param substituted takes the commands inside of substitutions
   */
  WordScanner(
      String text, int at, Expansion expansion, int depth, List<SimpleCommand> substituted) {
    this.text = text;
    this.at = at;
    this.expansion = expansion;
    this.depth = depth;
    this.substituted = substituted;
  }

  /** The index behind the word. */
  int end() {
    return at;
  }

  Word scan() {
    if (text.startsWith("~", at)) {
      tilde();
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (CommandLine.endsWord(c)) {
        boolean process = (c == '<' || c == '>') && out.isEmpty() && text.startsWith("(", at + 1);
        if (!process) {
          break;
        }
        out.append(c);
        at++;
        substitution(at + 1, ')');
        continue;
      }
      switch (c) {
        case '\\' -> backslash();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '`' -> substitution(at + 1, '`');
        case '$' -> dollar();
        case '%' -> percent();
        default -> {
          glob |= c == '*' || c == '?' || c == '[';
          known &= c != '{' || !isBraceExpansion();
          out.append(c);
          at++;
        }
      }
    }
    return new Word(out.toString(), known, glob);
  }

  /** Reads a value without quotes and blanks of its own. */
  static Word value(String text, Expansion expansion) {
    WordScanner scanner =
        new WordScanner(text, 0, expansion, CommandLine.DEEPEST, new ArrayList<>());
    if (text.startsWith("~")) {
      scanner.tilde();
    }
    while (scanner.at < text.length()) {
      char c = text.charAt(scanner.at);
      boolean named = text.startsWith("{", scanner.at + 1) || scanner.isNameAt(scanner.at + 1);
      if (c == '$' && named) {
        scanner.dollar();
      } else if (c == '%') {
        scanner.percent();
      } else {
        scanner.out.append(c);
        scanner.at++;
      }
    }
    return new Word(scanner.out.toString(), scanner.known, false);
  }

  private boolean isNameAt(int index) {
    return index < text.length() && isNameStart(text.charAt(index));
  }

  private boolean isBraceExpansion() {
    boolean comma = false;
    for (int i = at + 1; i < text.length() && i < at + LONGEST_BRACES; i++) {
      char c = text.charAt(i);
      if (c == '}' || CommandLine.endsWord(c)) {
        return comma && c == '}';
      }
      comma |= c == ',';
    }
    return false;
  }

  private void tilde() {
    int next = at + 1;
    boolean alone = next == text.length() || CommandLine.endsWord(text.charAt(next));
    String home = expansion.home();
    if (home != null && (alone || text.charAt(next) == '/' || text.charAt(next) == '\\')) {
      windows = !alone && text.charAt(next) == '\\';
      out.append(home);
      at++;
    } else if (!alone && Character.isLetter(text.charAt(next))) {
      known = false; // somebody's home
    }
  }

  /** An escape, or the separator of a Windows path. */
  private void backslash() {
    if (at + 1 == text.length()) {
      out.append('\\');
      at++;
      return;
    }
    char next = text.charAt(at + 1);
    windows |= startsWindowsPath() && next != ' ';
    if (next == '\n') {
      at += 2;
    } else if (windows && (Character.isLetterOrDigit(next) || "._-@$%\\".indexOf(next) >= 0)) {
      out.append('/');
      at += next == '\\' ? 2 : 1;
    } else {
      out.append(next);
      at += 2;
    }
  }

  private boolean startsWindowsPath() {
    int length = out.length();
    if (length == 0 || length > 2) {
      return length > 0 && isWindowsLine();
    }
    boolean dots = out.charAt(0) == '.' && out.charAt(length - 1) == '.';
    boolean drive = length == 2 && out.charAt(1) == ':' && Character.isLetter(out.charAt(0));
    return dots || drive || isWindowsLine();
  }

  /** Whether the line is for a shell of Windows, in which a backslash separates. */
  private boolean isWindowsLine() {
    if (text.length() > LONGEST_WINDOWS_LINE) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("powershell")
        || lower.startsWith("pwsh")
        || lower.startsWith("cmd ")
        || lower.contains(".exe")
        || lower.contains(".ps1");
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', at + 1);
    int stop = end < 0 ? text.length() : end;
    out.append(text, at + 1, stop);
    at = Math.min(stop + 1, text.length());
  }

  private void doubleQuoted() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
        out.append(text.charAt(at + 1) == '\n' ? "" : text.substring(at + 1, at + 2));
        at += 2;
      } else if (c == '$') {
        dollar();
      } else if (c == '`') {
        substitution(at + 1, '`');
      } else if (c == '%') {
        percent();
      } else {
        out.append(c);
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
  }

  /** A variable as the Windows command interpreter writes it. */
  private void percent() {
    int end = at + 1;
    while (end < text.length() && isUpperCaseName(text.charAt(end))) {
      end++;
    }
    boolean variable = end - at > 3 && end < text.length() && text.charAt(end) == '%';
    String value = variable ? expansion.parameter(text.substring(at + 1, end)) : null;
    if (!variable) {
      out.append('%');
      at++;
      return;
    }
    append(value, text.substring(at, end + 1));
    windows = true;
    at = end + 1;
  }

  private static boolean isUpperCaseName(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_';
  }

  private void append(@Nullable String value, String written) {
    known &= value != null;
    out.append(value == null ? written : value);
  }

  private void dollar() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '(') {
      substitution(at + 2, ')');
    } else if (next == '{') {
      braces();
    } else if (next == '\'') {
      ansiQuoted();
    } else if (next == '"') {
      at++;
      doubleQuoted();
    } else if (isNameStart(next)) {
      int end = at + 2;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      append(expansion.parameter(text.substring(at + 1, end)), text.substring(at, end));
      at = end;
    } else if (next == '0') {
      append(expansion.parameter("0"), "$0");
      at += 2;
    } else {
      known &= "123456789@*#?$!-".indexOf(next) < 0;
      out.append('$');
      at++;
    }
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }

  private void braces() {
    int end = closing(at + 2, '{', '}');
    String expression = text.substring(at + 2, end);
    String value = expansion.parameter(expression);
    int dash = expression.indexOf(":-");
    if (value == null && dash > 0) {
      known = false;
      out.append(defaultValue(expression.substring(dash + 2)));
    } else {
      append(value, text.substring(at, Math.min(end + 1, text.length())));
    }
    at = Math.min(end + 1, text.length());
  }

  private String defaultValue(String written) {
    if (depth >= CommandLine.DEEPEST) {
      return written;
    }
    StringBuilder value = new StringBuilder();
    for (SimpleCommand command : CommandLine.parse(written, expansion, depth + 1)) {
      value.append(command.line());
    }
    return value.toString();
  }

  /** The quotes of {@code $'...'}, with the escapes of C. */
  private void ansiQuoted() {
    at += 2;
    while (at < text.length() && text.charAt(at) != '\'') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        int simple = "nrt\\'\"".indexOf(next);
        known &= simple >= 0;
        out.append(simple >= 0 ? "\n\r\t\\'\"".substring(simple, simple + 1) : "\\" + next);
        at += 2;
      } else {
        out.append(c);
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
  }

  /** A command substitution whose inner text starts at an index. */
  private void substitution(int start, char closer) {
    int end = closer == '`' ? text.indexOf('`', start) : closing(start, '(', ')');
    int stop = end < 0 ? text.length() : end;
    String inner = text.substring(start, stop);
    String written = text.substring(at, Math.min(stop + 1, text.length()));
    at = Math.min(stop + 1, text.length());
    if (depth >= CommandLine.DEEPEST || inner.startsWith("(")) {
      append(null, written);
      return;
    }
    List<SimpleCommand> commands = CommandLine.parse(inner, expansion, depth + 1);
    String value = expansion.output(commands);
    append(value, written);
    if (value == null) {
      substituted.addAll(commands);
    }
  }

  /** The index of the bracket that closes, at the end of the text if there is none. */
  private int closing(int start, char open, char close) {
    int level = 1;
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == open) {
        level++;
      } else if (c == close && --level == 0) {
        return i;
      }
    }
    return text.length();
  }
}
