package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.List;

/** The reader of commands whose program starts the program in its arguments. */
final class Wrappers {

  private final CommandAnalysis analysis;
  private final Runners runners;

  Wrappers(CommandAnalysis analysis, Runners runners) {
    this.analysis = analysis;
    this.runners = runners;
  }

  boolean read(String name, List<Word> words) {
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
      analysis.program(words.subList(dashes + 1, words.size()), true);
    } else if (name.equals("direnv") && sub.equals("exec") && words.size() > 3) {
      analysis.enter(words.get(2));
      analysis.program(words.subList(3, words.size()), true);
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
        analysis.program(words.subList(i + 1, words.size()), true);
        return;
      }
      analysis.argument(words.get(i));
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
    analysis.assignments(set);
    Word directory =
        name.equals("env") ? Options.value(words.subList(0, inner), "-C --chdir") : Word.of("");
    if (!directory.text().isEmpty()) {
      analysis.enter(directory);
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
      analysis.shell(words.get(0));
    } else {
      analysis.program(words, true);
    }
  }
}
