package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The reader of simple commands: what each runs and which files it names.
 *
 * <p>Programs that start other programs are unwrapped; code in arguments is marked and, if it is
 * for a shell, read as well. A {@link Role#DIRECTORY} in the result is a directory that the command
 * line enters: relative paths behind it may be relative to it.
 */
final class CommandAnalysis {

  private static final int DEEPEST = 5;
  private static final int MOST_WRAPPERS = 40;
  private static final int LONG_WORD = 1000;
  private static final String SHELLS = "sh bash zsh dash ksh mksh ash fish rbash";
  private static final String DOWNLOADERS =
      "curl wget fetch aria2c http https xh iwr irm invoke-webrequest invoke-restmethod nc ncat dig"
          + " nslookup host ftp scp rsync";
  private static final String DECODERS = "base64 base32 xxd openssl uudecode gpg gunzip zcat";
  private static final String BUILTINS =
      ": [ [[ alias bg bind break case continue declare dirs disown echo exit export false fg for"
          + " getopts hash history in jobs kill let local mapfile popd printf pwd read readarray"
          + " readonly return set shift shopt test times trap true type typeset ulimit umask unalias"
          + " unset wait";

  private final Expansion expansion;
  private final List<Reference> found = new ArrayList<>();
  private final Runners runners = new Runners(this);
  private final Wrappers wrappers = new Wrappers(this, runners);
  private final Interpreters interpreters = new Interpreters(this, runners);
  private int depth;
  private int nesting;
  private boolean downloads;
  private boolean decodes;
  private SimpleCommand current = SimpleCommand.of(List.of());

  private CommandAnalysis(Expansion expansion) {
    this.expansion = expansion;
  }

  /** What a command line refers to, in the order of the line. */
  static List<Reference> shell(String commandLine, Expansion expansion) {
    CommandAnalysis analysis = new CommandAnalysis(expansion);
    analysis.all(CommandLine.parse(commandLine, expansion));
    return analysis.found;
  }

  /** What one simple command refers to. */
  static List<Reference> of(SimpleCommand command, Expansion expansion) {
    CommandAnalysis analysis = new CommandAnalysis(expansion);
    analysis.all(List.of(command));
    return analysis.found;
  }

  private void all(List<SimpleCommand> commands) {
    for (SimpleCommand command : commands) {
      if (!command.piped()) {
        downloads = false;
        decodes = false;
      }
      current = command;
      assignments(command.assignments());
      for (Word word : command.words()) {
        if (word.text().length() > LONG_WORD) {
          uncoverable(Reason.INLINE_CODE, command.words());
        }
      }
      program(command.words(), true);
      for (Word input : command.inputs()) {
        argument(input);
      }
    }
  }

  /** Reads code for a shell that stands in an argument. */
  void shell(Word code) {
    if (depth == DEEPEST) {
      found.add(new Uncoverable(Reason.TOO_DEEP, code.text()));
      return;
    }
    SimpleCommand outer = current;
    depth++;
    all(CommandLine.parse(code.text(), expansion));
    depth--;
    current = outer;
  }

  void uncoverable(Reason reason, List<Word> words) {
    found.add(new Uncoverable(reason, SimpleCommand.line(words)));
  }

  void file(String path, Role role) {
    found.add(new FileReference(path, role));
  }

  /** A word that names a file that is used. */
  void file(Word word, Role role) {
    if (word.known()) {
      found.add(new FileReference(word.text(), role));
    } else if (role != Role.ARGUMENT || word.text().indexOf('/') >= 0) {
      found.add(new Uncoverable(Reason.UNKNOWN_EXPANSION, word.text()));
    }
  }

  /** A directory that the command goes on in. */
  void enter(Word directory) {
    file(directory, Role.DIRECTORY);
  }

  /** A word that may name a file, also as the value of an option. */
  void argument(Word word) {
    String text = word.text();
    int equals = text.indexOf('=');
    if (text.startsWith("-")) {
      if (equals > 0 && equals + 1 < text.length()) {
        file(word.from(equals + 1), Role.ARGUMENT);
      }
    } else if (!text.isEmpty() && !Packages.isRemote(text)) {
      file(word, Role.ARGUMENT);
    }
  }

  void arguments(List<Word> words, int start) {
    for (int i = start; i < words.size(); i++) {
      argument(words.get(i));
    }
  }

  /** Values of variables can name code too, as in {@code NODE_OPTIONS="--require ./x.js"}. */
  void assignments(List<Word> assignments) {
    for (Word assignment : assignments) {
      int equals = assignment.text().indexOf('=');
      if (assignment.text().startsWith("PATH=")) {
        uncoverable(Reason.IN_WORKSPACE_PATH, List.of(assignment));
      } else if (assignment.known()) {
        for (String part : Options.parts(assignment.text().substring(equals + 1), " :=")) {
          if (part.indexOf('/') >= 0) {
            file(part, Role.ARGUMENT);
          }
        }
      }
    }
  }

  /**
   * Reads the program in the first word.
   *
   * @param lookedUp whether a name without a slash is looked up through the search path
   */
  void program(List<Word> words, boolean lookedUp) {
    if (words.isEmpty()) {
      return;
    }
    if (nesting == MOST_WRAPPERS) {
      uncoverable(Reason.TOO_DEEP, words);
      return;
    }
    nesting++;
    read(words, lookedUp);
    nesting--;
  }

  private void read(List<Word> words, boolean lookedUp) {
    Word first = words.get(0);
    if (!first.known()) {
      Reason reason = isDownload(first) ? Reason.DOWNLOAD_AND_RUN : Reason.UNKNOWN_EXPANSION;
      uncoverable(reason, words);
      arguments(words, 1);
      return;
    }
    String name = name(first.text());
    if (first.text().indexOf('/') < 0 && builtin(name, words)) {
      return;
    }
    if (!Options.contains("exec command builtin", name)
        && (lookedUp || first.text().indexOf('/') >= 0)) {
      file(first, Role.EXECUTABLE);
    }
    boolean wrapped = wrappers.read(name, words);
    Interpreter interpreter = wrapped ? null : Interpreter.named(name);
    if (wrapped) {
      return;
    }
    if (Options.contains(SHELLS, name)) {
      interpreters.shell(words);
    } else if (name.equals("pwsh") || name.equals("powershell")) {
      interpreters.powershell(words);
    } else if (interpreter != null) {
      interpreters.script(name, interpreter, words);
    } else if (!runners.read(name, words)) {
      other(name, words);
    }
    downloads |= Options.contains(DOWNLOADERS, name);
    decodes |= Options.contains(DECODERS, name);
  }

  /** The name of a program without directory, version and suffix. */
  private static String name(String program) {
    String name = Paths.name(program);
    String lower = name.toLowerCase(Locale.ROOT);
    for (String suffix : new String[] {".exe", ".cmd", ".bat"}) {
      if (lower.endsWith(suffix)) {
        return name(lower.substring(0, lower.length() - suffix.length()));
      }
    }
    if (name.startsWith("python") || name.startsWith("pypy") || name.startsWith("ruby")) {
      int end = name.length();
      while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
        end--;
      }
      return name.substring(0, end);
    }
    return name;
  }

  private boolean builtin(String name, List<Word> words) {
    switch (name) {
      case "cd", "pushd" -> {
        int operand = Options.firstOperand(words, 1, "");
        if (operand < words.size()) {
          enter(words.get(operand));
        }
      }
      case ".", "source" -> {
        if (words.size() > 1) {
          code(words.get(1), Role.SOURCED, words);
          arguments(words, 2);
        }
      }
      case "eval" -> {
        List<Word> rest = words.subList(1, words.size());
        inline(words, Word.of(SimpleCommand.line(rest)), allKnown(rest));
      }
      case "trap" -> {
        if (words.size() > 2) {
          shell(words.get(1));
        }
      }
      default -> {
        return Options.contains(BUILTINS, name);
      }
    }
    return true;
  }

  private static boolean allKnown(List<Word> words) {
    for (Word word : words) {
      if (!word.known()) {
        return false;
      }
    }
    return true;
  }

  /** Notes code in an argument, and reads it if it is for a shell. */
  void inline(List<Word> words, Word code, boolean known) {
    boolean download = !known && isDownload(code);
    uncoverable(download ? Reason.DOWNLOAD_AND_RUN : Reason.INLINE_CODE, words);
    if (known) {
      shell(code);
    }
  }

  /** Whether a word that is not known is what a download prints. */
  static boolean isDownload(Word word) {
    String text = word.text();
    return text.contains("curl ") || text.contains("wget ") || text.contains("iwr ");
  }

  /** A word that names code which is read now. */
  void code(Word word, Role role, List<Word> words) {
    if (word.text().equals("-") || word.text().equals("/dev/stdin")) {
      fromInput(words);
    } else if (word.text().startsWith("<(") || (!word.known() && isDownload(word))) {
      uncoverable(isDownload(word) ? Reason.DOWNLOAD_AND_RUN : Reason.INLINE_CODE, words);
    } else if (Packages.isRemote(word.text())) {
      boolean pinned = Packages.isPinned(word.text());
      boolean registry = word.text().indexOf("://") < 0;
      uncoverable(
          pinned
              ? Reason.PINNED_RUNNER
              : registry ? Reason.UNPINNED_RUNNER : Reason.DOWNLOAD_AND_RUN,
          words);
    } else {
      file(word, role);
    }
  }

  /** An interpreter that reads code from its input. */
  void fromInput(List<Word> words) {
    if (downloads) {
      uncoverable(Reason.DOWNLOAD_AND_RUN, current.words());
    } else if (current.piped() || decodes || !current.text().isEmpty()) {
      uncoverable(Reason.INLINE_CODE, words);
    }
    for (Word input : current.inputs()) {
      code(input, Role.SCRIPT, words);
    }
  }

  /** Reads what the command line itself gives to a shell as input. */
  void hereDocument() {
    if (!current.text().isEmpty()) {
      shell(Word.of(current.text()));
    }
  }

  private void other(String name, List<Word> words) {
    if (BuildTools.isOne(name)) {
      new BuildTools(this).read(name, words);
      return;
    }
    if (name.equals("base64")
        && words.size() > 1
        && Options.contains("-d -D --decode", words.get(1).text())) {
      uncoverable(Reason.INLINE_CODE, words);
    }
    if (name.equals("run-parts") && words.size() > 1) {
      file(words.get(words.size() - 1), Role.SCRIPT);
      return;
    }
    arguments(words, 1);
  }
}
