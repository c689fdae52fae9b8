package dev.agentguard.content.closure;

import java.util.List;

/** The reader of commands whose program is a build tool. */
final class BuildTools {

  private static final String NAMES = "make gmake just task rake gradle mvn ant tox nox invoke";

  private final CommandAnalysis analysis;

  BuildTools(CommandAnalysis analysis) {
    this.analysis = analysis;
  }

  static boolean isOne(String name) {
    return Options.contains(NAMES, name);
  }

  /**
   * A tool that runs what a file of the project says; the file is covered, its commands are not.
   */
  void read(String name, List<Word> words) {
    Word directory = Options.value(words, "-C --directory -d --working-directory");
    if (!directory.text().isEmpty()) {
      analysis.enter(directory);
    }
    Word named = Options.value(words, "-f --file --makefile --justfile --taskfile");
    if (!named.text().isEmpty()) {
      analysis.file(named, Role.CONFIG);
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
      analysis.file(file, Role.ARGUMENT);
    }
    analysis.uncoverable(Reason.TOO_DEEP, words);
    analysis.arguments(words, 1);
  }
}
