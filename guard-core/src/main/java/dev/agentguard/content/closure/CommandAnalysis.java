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
  private static final String BUILD_TOOLS =
      "make gmake just task rake gradle mvn ant tox nox invoke";

  private final Expansion expansion;
  private final List<Reference> found = new ArrayList<>();
  private final Runners runners = new Runners(this);
  private int depth;
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
  private void assignments(List<Word> assignments) {
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
    boolean wrapped = wrapper(name, words);
    Interpreter interpreter = wrapped ? null : Interpreter.named(name);
    if (wrapped) {
      return;
    }
    if (Options.contains(SHELLS, name)) {
      shellProgram(words);
    } else if (name.equals("pwsh") || name.equals("powershell")) {
      powershell(words);
    } else if (interpreter != null) {
      interpreted(name, interpreter, words);
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
  private void inline(List<Word> words, Word code, boolean known) {
    boolean download = !known && isDownload(code);
    uncoverable(download ? Reason.DOWNLOAD_AND_RUN : Reason.INLINE_CODE, words);
    if (known) {
      shell(code);
    }
  }

  /** Whether a word that is not known is what a download prints. */
  private static boolean isDownload(Word word) {
    String text = word.text();
    return text.contains("curl ") || text.contains("wget ") || text.contains("iwr ");
  }

  /** A word that names code which is read now. */
  private void code(Word word, Role role, List<Word> words) {
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
  private void fromInput(List<Word> words) {
    if (downloads) {
      uncoverable(Reason.DOWNLOAD_AND_RUN, current.words());
    } else if (current.piped() || decodes || !current.text().isEmpty()) {
      uncoverable(Reason.INLINE_CODE, words);
    }
    for (Word input : current.inputs()) {
      code(input, Role.SCRIPT, words);
    }
  }

  private boolean wrapper(String name, List<Word> words) {
    Wrapper wrapper = Wrapper.named(name);
    if (wrapper != null) {
      unwrap(name, wrapper, words);
      return true;
    }
    String sub = words.size() > 1 ? words.get(1).text() : "";
    int dashes = words.indexOf(Word.of("--"));
    if (Options.contains("op doppler infisical aws-vault mise chamber dotenvx teller", name)
        && Options.contains("run exec x", sub)
        && dashes > 0) {
      program(words.subList(dashes + 1, words.size()), true);
    } else if (name.equals("direnv") && sub.equals("exec") && words.size() > 3) {
      enter(words.get(2));
      program(words.subList(3, words.size()), true);
    } else if (name.equals("cmd") && words.size() > 2 && sub.equalsIgnoreCase("/c")) {
      commandOrLine(words.subList(2, words.size()));
    } else if (Options.contains("poetry pipenv pdm rye hatch bundle conda", name)
        && Options.contains("run exec", sub)) {
      runners.inEnvironment(words, Options.firstOperand(words, 2, "-n --name -p --project"));
    } else if (name.equals("find")) {
      findProgram(words);
    } else {
      return false;
    }
    return true;
  }

  private void findProgram(List<Word> words) {
    for (int i = 1; i < words.size(); i++) {
      if (Options.contains("-exec -execdir -ok -okdir", words.get(i).text())) {
        program(words.subList(i + 1, words.size()), true);
        return;
      }
      argument(words.get(i));
    }
  }

  private void unwrap(String name, Wrapper wrapper, List<Word> words) {
    int inner = wrapper.inner(words);
    List<Word> set = new ArrayList<>();
    for (Word word : words.subList(1, Math.min(inner, words.size()))) {
      if (!Options.isOption(word.text()) && Wrapper.isAssignment(word.text())) {
        set.add(word);
      }
    }
    assignments(set);
    Word directory =
        name.equals("env") ? Options.value(words.subList(0, inner), "-C --chdir") : Word.of("");
    if (!directory.text().isEmpty()) {
      enter(directory);
    }
    boolean asks =
        name.equals("command")
            && words.size() > 1
            && Options.contains("-v -V", words.get(1).text());
    if (!asks && inner < words.size()) {
      commandOrLine(words.subList(inner, words.size()));
    }
  }

  /** An inner command: a vector, or one word that is a command line. */
  private void commandOrLine(List<Word> words) {
    if (words.size() == 1 && words.get(0).text().indexOf(' ') >= 0 && words.get(0).known()) {
      shell(words.get(0));
    } else {
      program(words, true);
    }
  }

  private void shellProgram(List<Word> words) {
    int i = 1;
    boolean code = false;
    boolean stdin = false;
    while (i < words.size()) {
      String text = words.get(i).text();
      boolean option = Options.isOption(text) || (text.length() > 1 && text.startsWith("+"));
      if (!option || text.equals("--")) {
        i += text.equals("--") ? 1 : 0;
        break;
      }
      if (Options.contains("--rcfile --init-file", text) && i + 1 < words.size()) {
        file(words.get(++i), Role.SOURCED);
      } else if (text.endsWith("o") && !text.startsWith("--")) {
        i++;
      } else if (!text.startsWith("--")) {
        code |= text.indexOf('c') > 0;
        stdin |= text.indexOf('s') > 0;
      }
      i++;
    }
    if (code && i < words.size()) {
      inline(words, words.get(i), words.get(i).known() || !isDownload(words.get(i)));
      arguments(words, i + 1);
    } else if (i < words.size() && !stdin) {
      code(words.get(i), Role.SCRIPT, words);
      arguments(words, i + 1);
    } else {
      fromInput(words);
      if (!current.text().isEmpty()) {
        shell(Word.of(current.text()));
      }
    }
  }

  private void powershell(List<Word> words) {
    int i = 1;
    while (i < words.size()) {
      String option = words.get(i).text().toLowerCase(Locale.ROOT);
      if (Options.contains("-file -f", option) && i + 1 < words.size()) {
        code(words.get(i + 1), Role.SCRIPT, words);
        arguments(words, i + 2);
        return;
      }
      if (Options.contains("-command -c -encodedcommand -enc -ec -e", option)) {
        inline(words, Word.of(SimpleCommand.line(words.subList(i + 1, words.size()))), false);
        arguments(words, i + 1);
        return;
      }
      boolean valued =
          Options.contains(
              "-executionpolicy -ep -ex -windowstyle -w -version -outputformat", option);
      if (!option.startsWith("-")) {
        code(words.get(i), Role.SCRIPT, words);
        arguments(words, i + 1);
        return;
      }
      i += valued ? 2 : 1;
    }
    fromInput(words);
  }

  private void interpreted(String name, Interpreter interpreter, List<Word> words) {
    int i = 1;
    if ((name.equals("deno") || name.equals("bun")) && words.size() > 1) {
      String sub = words.get(1).text();
      if (sub.equals("eval")) {
        uncoverable(Reason.INLINE_CODE, words);
        return;
      }
      if (sub.equals("x")) {
        runners.fromRegistry(words, 2, "", "-p --package");
        return;
      }
      i = Options.contains("run serve test compile --bun", sub) ? 2 : 1;
    }
    boolean code = false;
    while (i < words.size() && Options.isOption(words.get(i).text())) {
      Word option = words.get(i);
      String text = option.text();
      int equals = text.startsWith("--") ? text.indexOf('=') : -1;
      boolean more = i + 1 < words.size();
      Word value = equals > 0 ? option.from(equals + 1) : more ? words.get(i + 1) : Word.of("");
      int width = equals > 0 ? 1 : 2;
      if (text.equals("--")) {
        i++;
        break;
      }
      if (name.equals("python") && text.length() == 2 && text.charAt(1) == 'm') {
        module(value, words);
        arguments(words, i + 2);
        return;
      }
      if (isInline(interpreter, text)) {
        uncoverable(Reason.INLINE_CODE, words);
        code = true;
      } else if (Options.contains(interpreter.script(), text)) {
        code(value, Role.SCRIPT, words);
        arguments(words, i + width);
        return;
      } else if (Options.contains(interpreter.loads(), text)) {
        boolean path =
            value.text().startsWith(".") || value.text().startsWith("/") || !value.known();
        file(value, path ? Role.SOURCED : Role.ARGUMENT);
      } else if (Options.contains(interpreter.config(), text)) {
        file(value, Role.CONFIG);
      } else if (Options.contains(interpreter.valued(), text)) {
        for (String part : Options.parts(value.text(), ":;")) {
          file(new Word(part, value.known(), false), Role.ARGUMENT);
        }
      } else {
        javaAgent(text);
        argument(option);
        width = 1;
      }
      i += width;
    }
    if (i < words.size() && !code) {
      boolean mainClass = name.equals("java") && !words.get(i).text().endsWith(".java");
      boolean awkCode = name.endsWith("awk");
      if (!mainClass && !awkCode) {
        code(words.get(i), Role.SCRIPT, words);
      }
      i++;
    } else if (!code) {
      fromInput(words);
    }
    arguments(words, i);
  }

  private void javaAgent(String option) {
    if (option.startsWith("-javaagent:")) {
      int end = option.indexOf('=');
      file(option.substring("-javaagent:".length(), end < 0 ? option.length() : end), Role.SOURCED);
    }
  }

  /** Whether an option carries code, also as the last of several letters: {@code -ne}. */
  private static boolean isInline(Interpreter interpreter, String option) {
    if (Options.contains(interpreter.inline(), option)) {
      return true;
    }
    boolean letters = option.length() > 2 && option.length() < 6 && option.charAt(1) != '-';
    return letters
        && Options.contains(interpreter.inline(), "-" + option.charAt(option.length() - 1));
  }

  /** A Python module: found in the current directory first, then wherever Python looks. */
  private void module(Word module, List<Word> words) {
    uncoverable(Reason.FOUND_THROUGH_PATH, words);
    String path = module.text().replace('.', '/');
    if (!path.isEmpty() && module.known()) {
      file(path + ".py", Role.ARGUMENT);
      file(path + "/__main__.py", Role.ARGUMENT);
      file(path + "/__init__.py", Role.ARGUMENT);
    }
  }

  private void other(String name, List<Word> words) {
    if (Options.contains(BUILD_TOOLS, name)) {
      buildTool(name, words);
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

  /**
   * A tool that runs what a file of the project says; the file is covered, its commands are not.
   */
  private void buildTool(String name, List<Word> words) {
    Word directory = Options.value(words, "-C --directory -d --working-directory");
    if (!directory.text().isEmpty()) {
      enter(directory);
    }
    Word named = Options.value(words, "-f --file --makefile --justfile --taskfile");
    if (!named.text().isEmpty()) {
      file(named, Role.CONFIG);
    }
    String files =
        switch (name) {
          case "make", "gmake" -> "Makefile makefile GNUmakefile";
          case "just" -> "justfile Justfile .justfile";
          case "task" -> "Taskfile.yml Taskfile.yaml";
          case "rake" -> "Rakefile";
          case "gradle" -> "build.gradle build.gradle.kts settings.gradle";
          case "mvn" -> "pom.xml";
          case "ant" -> "build.xml";
          default -> name + ".ini " + name + "file.py tasks.py";
        };
    for (String file : Options.parts(files, " ")) {
      file(file, Role.ARGUMENT);
    }
    uncoverable(Reason.TOO_DEEP, words);
    arguments(words, 1);
  }
}
