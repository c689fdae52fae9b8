package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parser of shell command lines and scripts: splits them into simple commands, runs nothing.
 *
 * <p>Follows the POSIX shell grammar (XCU 2.3) with the common extensions of bash, as far as words
 * and operators go; control structures are flattened, so that a command counts whether or not a
 * condition would let it run. Any text is accepted: what a shell would refuse yields some words.
 */
final class CommandLine {

  /** How deep substitutions are followed. */
  static final int DEEPEST = 8;

  private static final Set<String> RESERVED =
      Set.of(
          "if",
          "then",
          "elif",
          "else",
          "fi",
          "while",
          "until",
          "do",
          "done",
          "!",
          "{",
          "}",
          "esac",
          "function",
          "time");
  private static final Set<String> DECLARING =
      Set.of("export", "readonly", "local", "declare", "typeset");

  private final String text;
  private final Expansion expansion;
  private final int depth;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<HereDocument> awaited = new ArrayList<>();
  private final Set<String> functions = new HashSet<>();
  private Draft draft = new Draft();
  private boolean piped;
  private int cases;
  private int at;

  private CommandLine(String text, Expansion expansion, int depth) {
    this.text = text;
    this.expansion = expansion;
    this.depth = depth;
  }

  /** The simple commands of a text, those in substitutions before the ones that use them. */
  static List<SimpleCommand> parse(String text, Expansion expansion) {
    return parse(text, expansion, 0);
  }

  static List<SimpleCommand> parse(String text, Expansion expansion, int depth) {
    return new CommandLine(text, expansion, depth).commands();
  }

  /** Whether an unquoted character ends a word. */
  static boolean endsWord(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || ";&|()<>".indexOf(c) >= 0;
  }

  private List<SimpleCommand> commands() {
    while (at < text.length()) {
      step();
    }
    finish(false);
    List<SimpleCommand> commands = new ArrayList<>();
    for (Draft each : drafts) {
      if (each.words.isEmpty() || !functions.contains(each.words.get(0).text())) {
        commands.addAll(each.substituted);
        commands.add(each.command());
      }
    }
    return commands;
  }

  private void step() {
    char c = text.charAt(at);
    if (draft.isTest() && c != '\n' && endsWord(c)) {
      at++;
      return;
    }
    switch (c) {
      case ' ', '\t', '\r' -> at++;
      case '\n' -> {
        at++;
        finish(false);
        readHereDocuments();
      }
      case '#' -> skipLine();
      case ';' -> {
        at++;
        finish(false);
      }
      case '&' -> ampersand();
      case '|' -> {
        boolean or = text.startsWith("||", at);
        at += or || text.startsWith("|&", at) ? 2 : 1;
        finish(!or);
      }
      case '(' -> open();
      case ')' -> close();
      case '<', '>' -> redirection();
      default -> word();
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void ampersand() {
    if (text.startsWith("&>", at)) {
      at++;
      redirection();
    } else {
      at += text.startsWith("&&", at) ? 2 : 1;
      finish(false);
    }
  }

  /** A subshell, arithmetic, or the head of a function. */
  private void open() {
    if (text.startsWith("((", at) && draft.isEmpty()) {
      int end = text.indexOf("))", at);
      at = end < 0 ? text.length() : end + 2;
      return;
    }
    at++;
    int next = skipBlanks(at);
    if (draft.words.size() == 1 && next < text.length() && text.charAt(next) == ')') {
      functions.add(draft.words.get(0).text());
      draft = new Draft();
      at = next + 1;
    } else {
      finish(piped);
    }
  }

  private void close() {
    at++;
    if (cases > 0 && draft.words.size() == 1) {
      draft = new Draft(); // the pattern of a case
    } else {
      finish(false);
    }
  }

  private int skipBlanks(int start) {
    int i = start;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private void redirection() {
    if (text.startsWith("<(", at) || text.startsWith(">(", at)) {
      word();
      return;
    }
    draft.dropDescriptor(at, text);
    boolean input = text.charAt(at) == '<';
    int start = at;
    while (at < text.length() && "<>&|".indexOf(text.charAt(at)) >= 0 && at < start + 3) {
      at++;
    }
    String operator = text.substring(start, at);
    boolean strips = operator.equals("<<") && text.startsWith("-", at);
    at = skipBlanks(strips ? at + 1 : at);
    if (at == text.length() || (endsWord(text.charAt(at)) && !text.startsWith("<(", at))) {
      return;
    }
    Word target = scan();
    if (operator.equals("<<")) {
      awaited.add(new HereDocument(draft, target.text(), strips));
    } else if (operator.equals("<<<")) {
      draft.input = target.text();
    } else if (input && !operator.equals("<&")) {
      draft.inputs.add(target);
    }
  }

  private void readHereDocuments() {
    for (HereDocument document : awaited) {
      StringBuilder body = new StringBuilder();
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        int stop = end < 0 ? text.length() : end;
        String line = text.substring(at, stop);
        at = Math.min(stop + 1, text.length());
        if ((document.strips ? line.strip() : line).equals(document.end)) {
          break;
        }
        body.append(line).append('\n');
      }
      document.draft.input = body.toString();
    }
    awaited.clear();
  }

  private void word() {
    int start = at;
    Word word = scan();
    if (at == start) {
      at++; // cannot happen; but a loop without an end would be worse
      return;
    }
    String written = text.substring(start, at);
    if (draft.words.isEmpty() && isAssignment(written)) {
      draft.assignments.add(word);
      return;
    }
    if (draft.words.isEmpty() && RESERVED.contains(written)) {
      cases -= written.equals("esac") && cases > 0 ? 1 : 0;
      return;
    }
    draft.words.add(word);
    if (word.text().equals("in") && draft.words.get(0).text().equals("case")) {
      cases++;
      draft = new Draft();
    }
  }

  private Word scan() {
    WordScanner scanner = new WordScanner(text, at, expansion, depth, draft.substituted);
    Word word = scanner.scan();
    at = scanner.end();
    return word;
  }

  private static boolean isAssignment(String written) {
    int i = 0;
    while (i < written.length()
        && (Character.isLetterOrDigit(written.charAt(i)) || written.charAt(i) == '_')) {
      i++;
    }
    i += written.startsWith("+=", i) ? 1 : 0;
    return i > 0
        && i < written.length()
        && written.charAt(i) == '='
        && !Character.isDigit(written.charAt(0));
  }

  /** Ends the simple command that is being read. */
  private void finish(boolean nextIsPiped) {
    if (draft.isEmpty()) {
      piped |= nextIsPiped;
      return;
    }
    draft.piped = piped;
    piped = nextIsPiped;
    if (draft.words.isEmpty()) {
      assign(draft.assignments);
    } else if (DECLARING.contains(draft.words.get(0).text())) {
      assign(draft.words.subList(1, draft.words.size()));
    }
    if (draft.words.isEmpty() || !isLoopHead(draft.words.get(0))) {
      drafts.add(draft);
    }
    draft = new Draft();
  }

  private static boolean isLoopHead(Word word) {
    return word.text().equals("for") || word.text().equals("select");
  }

  private void assign(List<Word> words) {
    for (Word word : words) {
      if (isAssignment(word.text())) {
        expansion.assign(word);
      }
    }
  }

  private record HereDocument(Draft draft, String end, boolean strips) {}

  /** A simple command while it is being read. */
  private static final class Draft {

    final List<Word> words = new ArrayList<>();
    final List<Word> assignments = new ArrayList<>();
    final List<Word> inputs = new ArrayList<>();
    final List<SimpleCommand> substituted = new ArrayList<>();
    @Nullable String input;
    boolean piped;

    boolean isEmpty() {
      return words.isEmpty()
          && assignments.isEmpty()
          && inputs.isEmpty()
          && substituted.isEmpty()
          && input == null;
    }

    /** Whether it is {@code [[ ... ]]}, in which operators are words. */
    boolean isTest() {
      return !words.isEmpty()
          && words.get(0).text().equals("[[")
          && !words.get(words.size() - 1).text().equals("]]");
    }

    /** Takes back the number before a redirection, as in {@code 2>}. */
    void dropDescriptor(int at, String text) {
      boolean digit = at > 0 && Character.isDigit(text.charAt(at - 1));
      if (digit && !words.isEmpty()) {
        String last = words.get(words.size() - 1).text();
        if (last.length() == 1 && Character.isDigit(last.charAt(0))) {
          words.remove(words.size() - 1);
        }
      }
    }

    SimpleCommand command() {
      return new SimpleCommand(words, assignments, inputs, input == null ? "" : input, piped);
    }
  }
}
