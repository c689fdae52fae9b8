package dev.agentguard.content.closure;

import java.util.List;
import java.util.Locale;

/** The reader of commands whose program is a shell or another interpreter. */
final class Interpreters {

  private final CommandAnalysis analysis;
  private final Runners runners;

  Interpreters(CommandAnalysis analysis, Runners runners) {
    this.analysis = analysis;
    this.runners = runners;
  }

  void shell(List<Word> words) {
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
        analysis.file(words.get(++i), Role.SOURCED);
      } else if (text.endsWith("o") && !text.startsWith("--")) {
        i++;
      } else if (!text.startsWith("--")) {
        code |= text.indexOf('c') > 0;
        stdin |= text.indexOf('s') > 0;
      }
      i++;
    }
    if (code && i < words.size()) {
      analysis.inline(
          words, words.get(i), words.get(i).known() || !CommandAnalysis.isDownload(words.get(i)));
      analysis.arguments(words, i + 1);
    } else if (i < words.size() && !stdin) {
      analysis.code(words.get(i), Role.SCRIPT, words);
      analysis.arguments(words, i + 1);
    } else {
      analysis.fromInput(words);
      analysis.hereDocument();
    }
  }

  void powershell(List<Word> words) {
    int i = 1;
    while (i < words.size()) {
      String option = words.get(i).text().toLowerCase(Locale.ROOT);
      if (Options.contains("-file -f", option) && i + 1 < words.size()) {
        analysis.code(words.get(i + 1), Role.SCRIPT, words);
        analysis.arguments(words, i + 2);
        return;
      }
      if (Options.contains("-command -c -encodedcommand -enc -ec -e", option)) {
        analysis.inline(
            words, Word.of(SimpleCommand.line(words.subList(i + 1, words.size()))), false);
        analysis.arguments(words, i + 1);
        return;
      }
      boolean valued =
          Options.contains(
              "-executionpolicy -ep -ex -windowstyle -w -version -outputformat", option);
      if (!option.startsWith("-")) {
        analysis.code(words.get(i), Role.SCRIPT, words);
        analysis.arguments(words, i + 1);
        return;
      }
      i += valued ? 2 : 1;
    }
    analysis.fromInput(words);
  }

  void script(String name, Interpreter interpreter, List<Word> words) {
    int i = 1;
    if ((name.equals("deno") || name.equals("bun")) && words.size() > 1) {
      String sub = words.get(1).text();
      if (sub.equals("eval")) {
        analysis.uncoverable(Reason.INLINE_CODE, words);
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
        analysis.arguments(words, i + 2);
        return;
      }
      if (isInline(interpreter, text)) {
        analysis.uncoverable(Reason.INLINE_CODE, words);
        code = true;
      } else if (Options.contains(interpreter.script(), text)) {
        analysis.code(value, Role.SCRIPT, words);
        analysis.arguments(words, i + width);
        return;
      } else if (Options.contains(interpreter.loads(), text)) {
        boolean path =
            value.text().startsWith(".") || value.text().startsWith("/") || !value.known();
        analysis.file(value, path ? Role.SOURCED : Role.ARGUMENT);
      } else if (Options.contains(interpreter.config(), text)) {
        analysis.file(value, Role.CONFIG);
      } else if (Options.contains(interpreter.valued(), text)) {
        for (String part : Options.parts(value.text(), ":;")) {
          analysis.file(new Word(part, value.known(), false), Role.ARGUMENT);
        }
      } else {
        javaAgent(text);
        analysis.argument(option);
        width = 1;
      }
      i += width;
    }
    if (i < words.size() && !code) {
      boolean mainClass = name.equals("java") && !words.get(i).text().endsWith(".java");
      boolean awkCode = name.endsWith("awk");
      if (!mainClass && !awkCode) {
        analysis.code(words.get(i), Role.SCRIPT, words);
      }
      i++;
    } else if (!code) {
      analysis.fromInput(words);
    }
    analysis.arguments(words, i);
  }

  private void javaAgent(String option) {
    if (option.startsWith("-javaagent:")) {
      int end = option.indexOf('=');
      analysis.file(
          option.substring("-javaagent:".length(), end < 0 ? option.length() : end), Role.SOURCED);
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
    analysis.uncoverable(Reason.FOUND_THROUGH_PATH, words);
    String path = module.text().replace('.', '/');
    if (!path.isEmpty() && module.known()) {
      analysis.file(path + ".py", Role.ARGUMENT);
      analysis.file(path + "/__main__.py", Role.ARGUMENT);
      analysis.file(path + "/__init__.py", Role.ARGUMENT);
    }
  }
}
