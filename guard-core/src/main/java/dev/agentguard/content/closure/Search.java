package dev.agentguard.content.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One search, with what it has found so far.
 *
 * <p>Files lead to files by recursion, which ends at a depth of {@value #DEEPEST}, after {@value
 * #MOST_READ} files and at every file that was met before. Of a shell script that is looked into,
 * only what it sources and the scripts of the disk that it runs count; programs that it finds
 * through the search path do not.
 */
final class Search {

  private static final int DEEPEST = 5;
  private static final int MOST_READ = 200;
  private static final int MOST_LISTED = 2000;
  private static final int LONGEST_FILE = 256 * 1024;

  private final Files files;
  private final Surroundings surroundings;
  private final Locator locator;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Set<Uncoverable> uncoverable = new LinkedHashSet<>();
  private final List<String> bases = new ArrayList<>();
  private int depth;
  private int read;
  private int listed;

  Search(Files files, Surroundings surroundings) {
    this.files = files;
    this.surroundings = surroundings;
    this.locator = new Locator(files, surroundings);
    bases.add(surroundings.base());
  }

  Closure closure() {
    return new Closure(new ArrayList<>(members.values()), new ArrayList<>(uncoverable));
  }

  void shell(String commandLine) {
    take(CommandAnalysis.shell(commandLine, new Expansion(surroundings)), commandLine);
  }

  void argv(List<String> arguments) {
    List<Word> words = new ArrayList<>();
    for (String argument : arguments) {
      words.add(Word.value(argument, new Expansion(surroundings)));
    }
    SimpleCommand command = SimpleCommand.of(words);
    take(CommandAnalysis.of(command, new Expansion(surroundings)), command.line());
  }

  void server(
      String command,
      List<String> arguments,
      Optional<String> cwd,
      Optional<String> envFile,
      Optional<String> url) {
    if (url.isPresent()) {
      uncoverable.add(new Uncoverable(Reason.REMOTE_SERVER, url.get()));
    }
    if (cwd.isPresent()) {
      enter(Word.value(cwd.get(), new Expansion(surroundings)));
    }
    if (envFile.isPresent()) {
      Word word = Word.value(envFile.get(), new Expansion(surroundings));
      take(
          List.of(
              word.known()
                  ? new FileReference(word.text(), Role.CONFIG)
                  : new Uncoverable(Reason.UNKNOWN_EXPANSION, word.text())),
          envFile.get());
    }
    if (arguments.isEmpty() && command.indexOf(' ') >= 0) {
      shell(command);
    } else if (!command.isEmpty()) {
      List<String> argv = new ArrayList<>();
      argv.add(command);
      argv.addAll(arguments);
      argv(argv);
    }
  }

  void reference(String pathOrGlob) {
    String path = pathOrGlob.strip();
    if (path.startsWith("{file:") && path.endsWith("}")) {
      path = path.substring("{file:".length(), path.length() - 1);
    } else if (path.startsWith("file://")) {
      path = path.substring("file://".length());
    } else if (path.startsWith("file:")) {
      path = path.substring("file:".length());
    }
    if (path.isEmpty()) {
      return;
    }
    if (Packages.isRemote(path)) {
      uncoverable.add(new Uncoverable(Reason.REMOTE_SERVER, path));
      return;
    }
    Word word = Word.value(path, new Expansion(surroundings));
    if (!word.known()) {
      uncoverable.add(new Uncoverable(Reason.UNKNOWN_EXPANSION, path));
    } else if (Wildcard.isPattern(word.text())) {
      glob(word.text(), Role.SOURCED, pathOrGlob);
    } else {
      file(new FileReference(word.text(), Role.SOURCED), pathOrGlob);
    }
  }

  void shellScript(String text) {
    script(text, new Expansion(surroundings), "shell script");
  }

  void markdown(String text) {
    for (String command : MarkdownReferences.commands(text)) {
      shell(command);
    }
    for (String path : MarkdownReferences.imports(text)) {
      imported(path);
    }
  }

  private void enter(Word directory) {
    if (directory.known()) {
      for (String base : List.copyOf(bases)) {
        String path = Paths.resolve(base, directory.text());
        if (!bases.contains(path) && bases.size() < 16) {
          bases.add(path);
        }
      }
    } else {
      uncoverable.add(new Uncoverable(Reason.UNKNOWN_EXPANSION, directory.text()));
    }
  }

  private void take(List<Reference> references, String because) {
    for (Reference reference : references) {
      if (reference instanceof Uncoverable gap) {
        uncoverable.add(gap);
      } else if (reference instanceof FileReference file) {
        if (file.role() == Role.DIRECTORY) {
          enter(Word.of(file.path()));
        } else if (file.role() == Role.EXECUTABLE && isName(file.path())) {
          program(file.path(), because);
        } else if (Wildcard.isPattern(file.path()) && file.role() != Role.EXECUTABLE) {
          glob(file.path(), file.role(), because);
        } else {
          file(file, because);
        }
      }
    }
  }

  private static boolean isName(String path) {
    return path.indexOf('/') < 0 && path.indexOf('\\') < 0;
  }

  /** A program that is found through the search path. */
  private void program(String name, String because) {
    String found = locator.program(name);
    if (found == null) {
      uncoverable.add(new Uncoverable(Reason.FOUND_THROUGH_PATH, name));
      return;
    }
    if (surroundings.isSystem(found)) {
      return;
    }
    boolean inside = Paths.isWithin(surroundings.workspace(), found);
    uncoverable.add(
        new Uncoverable(inside ? Reason.IN_WORKSPACE_PATH : Reason.FOUND_THROUGH_PATH, name));
    member(found, Role.EXECUTABLE, because);
  }

  /** A path: whatever it names in any of the directories that the command may be in. */
  private void file(FileReference reference, String because) {
    boolean any = false;
    for (String base : List.copyOf(bases)) {
      String path = Paths.resolve(base, reference.path());
      if (surroundings.isSystem(path)) {
        any = true;
        continue;
      }
      Files.Kind kind = locator.kind(path);
      if (kind == Files.Kind.MISSING
          || (kind == Files.Kind.DIRECTORY && reference.role() == Role.ARGUMENT)) {
        continue; // a directory that is only named is data
      }
      any = true;
      member(path, reference.role(), because);
    }
    if (!any && reference.role() != Role.ARGUMENT) {
      member(
          Paths.resolve(bases.get(bases.size() - 1), reference.path()), reference.role(), because);
    }
  }

  private void glob(String pattern, Role role, String because) {
    for (String base : List.copyOf(bases)) {
      Wildcard wildcard = new Wildcard(files, Paths.resolve(base, pattern));
      for (String path : wildcard.matches()) {
        if (!surroundings.isSystem(path)) {
          member(path, role, because);
        }
      }
      if (wildcard.cutShort()) {
        uncoverable.add(new Uncoverable(Reason.TOO_DEEP, pattern));
      }
    }
  }

  /** Adds what is at a path, behind every link on the way, and what it leads to. */
  private void member(String path, Role role, String because) {
    Locator.Place place = locator.place(path);
    for (String link : place.links()) {
      members.putIfAbsent(link, new Member(shown(link), role, because));
    }
    String target = place.path();
    boolean system = surroundings.isSystem(target) && !place.links().isEmpty();
    if (place.kind() == Files.Kind.OTHER) {
      uncoverable.add(new Uncoverable(Reason.UNREADABLE, shown(target)));
    }
    Member known = members.get(target);
    if (system || (known != null && !isStronger(role, known.role()))) {
      return;
    }
    if (place.kind() == Files.Kind.DIRECTORY) {
      directory(target, because);
      return;
    }
    members.put(target, new Member(shown(target), role, because));
    if (place.escapes()) {
      uncoverable.add(new Uncoverable(Reason.UNREADABLE, shown(target)));
    } else if (place.kind() == Files.Kind.REGULAR) {
      follow(target, role);
    }
    if (target.contains("/node_modules/.bin/") || path.contains("/node_modules/.bin/")) {
      uncoverable.add(new Uncoverable(Reason.IN_WORKSPACE_PATH, Paths.name(path)));
    }
  }

  /** Whether a role makes more of a file than the one that it was met in. */
  private static boolean isStronger(Role role, Role known) {
    return (known == Role.ARGUMENT && role != Role.ARGUMENT)
        || (known == Role.CONFIG && role != Role.ARGUMENT && role != Role.CONFIG);
  }

  /** Everything below a directory. */
  private void directory(String directory, String because) {
    members.putIfAbsent(directory, new Member(shown(directory), Role.DIRECTORY, because));
    for (String name : files.list(directory)) {
      if (++listed > MOST_LISTED) {
        uncoverable.add(new Uncoverable(Reason.TOO_DEEP, shown(directory)));
        return;
      }
      String path = Paths.resolve(directory, name);
      Files.Kind kind = files.kind(path);
      if (kind == Files.Kind.DIRECTORY) {
        directory(path, because);
      } else if (kind != Files.Kind.MISSING && !members.containsKey(path)) {
        member(path, Role.SOURCED, because);
      }
    }
  }

  /** Looks into a file for what it leads to. */
  private void follow(String path, Role role) {
    if (role == Role.ARGUMENT || role == Role.CONFIG) {
      return;
    }
    if (role == Role.SCRIPT && Scripts.isJavaScript(path)) {
      packageOf(path);
    }
    boolean markdown = path.endsWith(".md") || path.endsWith(".mdc");
    boolean shell = Scripts.isShell(path);
    if (Paths.name(path).indexOf('.') > 0 && !markdown && !shell && role != Role.EXECUTABLE) {
      return;
    }
    if (depth == DEEPEST || read == MOST_READ) {
      uncoverable.add(new Uncoverable(Reason.TOO_DEEP, shown(path)));
      return;
    }
    read++;
    Optional<String> text = files.read(path, LONGEST_FILE);
    if (text.isEmpty()) {
      if (shell || markdown) {
        uncoverable.add(new Uncoverable(Reason.UNREADABLE, shown(path)));
      }
      return;
    }
    depth++;
    if (markdown) {
      for (String imported : MarkdownReferences.imports(text.get())) {
        inDirectory(Paths.parent(path), () -> imported(imported));
      }
    } else {
      String shebang = Scripts.shebang(text.get());
      if (role == Role.EXECUTABLE) {
        interpreter(shebang, path);
      }
      if (shell || shebang.contains("sh") || (shebang.isEmpty() && role != Role.EXECUTABLE)) {
        script(text.get(), new Expansion(surroundings).inScript(path), shown(path));
      }
    }
    depth--;
  }

  private void inDirectory(String directory, Runnable action) {
    List<String> before = List.copyOf(bases);
    bases.clear();
    bases.add(directory);
    action.run();
    bases.clear();
    bases.addAll(before);
  }

  /** The nearest package.json, which says how node reads the file. */
  private void packageOf(String path) {
    String directory = Paths.parent(path);
    for (int i = 0; i < 32 && directory.length() > 1; i++) {
      String description = directory + "/package.json";
      if (locator.kind(description) == Files.Kind.REGULAR) {
        member(description, Role.CONFIG, shown(path));
        return;
      }
      if (directory.equals(surroundings.workspace()) || directory.equals(surroundings.home())) {
        return;
      }
      directory = Paths.parent(directory);
    }
  }

  private void interpreter(String shebang, String script) {
    if (!shebang.isEmpty()) {
      List<SimpleCommand> commands = CommandLine.parse(shebang, new Expansion(surroundings));
      if (!commands.isEmpty()) {
        List<Word> words = new ArrayList<>(commands.get(0).words());
        words.add(Word.of(script));
        take(
            CommandAnalysis.of(SimpleCommand.of(words), new Expansion(surroundings)),
            shown(script));
      }
    }
  }

  /** What a shell script sources, and the scripts of the disk that it runs. */
  private void script(String text, Expansion expansion, String because) {
    for (SimpleCommand command : CommandLine.parse(text, expansion)) {
      boolean sources =
          !command.words().isEmpty() && Options.contains(". source", command.words().get(0).text());
      for (Reference reference : CommandAnalysis.of(command, expansion)) {
        if (reference instanceof Uncoverable gap) {
          boolean unknown = gap.reason() == Reason.UNKNOWN_EXPANSION && sources;
          if (unknown || gap.reason() == Reason.DOWNLOAD_AND_RUN) {
            uncoverable.add(gap);
          }
        } else if (reference instanceof FileReference file && file.role() != Role.DIRECTORY) {
          boolean runs =
              file.role() == Role.SCRIPT
                  || (file.role() == Role.EXECUTABLE && !isName(file.path()));
          if (sources && file.role() == Role.SOURCED) {
            take(List.of(file), because);
          } else if (runs && exists(file.path())) {
            take(List.of(file), because);
          }
        }
      }
    }
  }

  private boolean exists(String path) {
    for (String base : bases) {
      if (locator.kind(Paths.resolve(base, path)) != Files.Kind.MISSING) {
        return true;
      }
    }
    return false;
  }

  private void imported(String path) {
    Word word = Word.value(path, new Expansion(surroundings));
    boolean clear =
        Paths.isAbsolute(path)
            || path.startsWith(".")
            || path.startsWith("~")
            || path.endsWith(".md");
    if (clear || exists(word.text())) {
      file(new FileReference(word.text(), Role.SOURCED), "@" + path);
    }
  }

  /** A path as a member names it. */
  private String shown(String path) {
    String inWorkspace = Paths.below(surroundings.workspace(), path);
    if (inWorkspace != null) {
      return inWorkspace;
    }
    @Nullable String atHome = Paths.below(surroundings.home(), path);
    return atHome == null ? path : "~/" + atHome;
  }
}
