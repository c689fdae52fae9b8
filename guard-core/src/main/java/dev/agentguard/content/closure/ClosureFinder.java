package dev.agentguard.content.closure;

import java.util.List;
import java.util.Optional;

/** The search for what commands and files refer to. */
public final class ClosureFinder {

  private final Files files;
  private final Surroundings surroundings;

  /** A finder that looks at a disk. */
  public ClosureFinder(Files files, Surroundings surroundings) {
    this.files = files;
    this.surroundings = surroundings;
  }

  /** The closure of a shell command line, also of git's form that starts with {@code !}. */
  public Closure shell(String commandLine) {
    Search search = new Search(files, surroundings);
    search.shell(commandLine.startsWith("!") ? commandLine.substring(1) : commandLine);
    return search.closure();
  }

  /** The closure of an argument vector, which no shell sees. */
  public Closure argv(List<String> arguments) {
    Search search = new Search(files, surroundings);
    search.argv(arguments);
    return search.closure();
  }

  /**
   * The closure of a server that is started, or that is only talked to when it has a {@code url}.
   *
   * @param command the program, or with blanks and no arguments a command line; may be empty
   * @param cwd the directory that it runs in
   * @param envFile a file with its environment
   */
  public Closure server(
      String command,
      List<String> arguments,
      Optional<String> cwd,
      Optional<String> envFile,
      Optional<String> url) {
    Search search = new Search(files, surroundings);
    search.server(command, arguments, cwd, envFile, url);
    return search.closure();
  }

  /**
   * The closure of a value that names a file, a directory with all below it, or a glob of files;
   * also as {@code file:} address or <code>{file:...}</code>. Other addresses are remote servers.
   */
  public Closure reference(String pathOrGlob) {
    Search search = new Search(files, surroundings);
    search.reference(pathOrGlob);
    return search.closure();
  }

  /** The closure of a shell script or start-up file: what it sources and the scripts it runs. */
  public Closure shellScript(String text) {
    Search search = new Search(files, surroundings);
    search.shellScript(text);
    return search.closure();
  }

  /** The closure of Markdown: its {@code @path} imports and its {@code !`command`} placeholders. */
  public Closure markdown(String text) {
    Search search = new Search(files, surroundings);
    search.markdown(text);
    return search.closure();
  }
}
