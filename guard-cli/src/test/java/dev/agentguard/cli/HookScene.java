package dev.agentguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A repository of the real git, the packaged guard that changes its hooks, and a stand-in that the
 * hooks start: it passes everything but what holds a file called {@code evil}, and counts.
 */
final class HookScene {

  /** It looks at the index that git gave it, as guard does. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      echo "$*" >>"$STARTS"
      case $* in
        'verify --staged') git ls-files --error-unmatch evil >/dev/null 2>&1 || exit 0 ;;
        verify) [ -e evil ] || exit 0 ;;
        *) exit 2 ;;
      esac
      echo 'high  created  evil'
      exit 1
      """;

  final Program program;
  final Path project;
  final Path standIn;
  private final Path scratch;

  HookScene(Path scratch) throws IOException, InterruptedException {
    this.scratch = scratch;
    this.program = new Program(scratch);
    this.project = Files.createDirectory(scratch.resolve("project"));
    Path programs = Files.createDirectory(scratch.resolve("bin"));
    this.standIn = programs.resolve("guard");
    program(standIn, STAND_IN);
    program.with("STARTS", scratch.resolve("starts").toString());
    program.with("GIT_CONFIG_NOSYSTEM", "1").with("GIT_EDITOR", "true");
    program.with("GIT_ALLOW_PROTOCOL", "file").withPrograms(programs);
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      program.with("GIT_" + role + "_NAME", "Alice");
      program.with("GIT_" + role + "_EMAIL", "alice@example.com");
    }
    git("init", "--quiet", "--initial-branch=main");
    write("readme", "one\n");
    git("add", ".");
    git("commit", "--quiet", "-m", "one");
  }

  static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void write(String name, String text) throws IOException {
    Files.writeString(project.resolve(name), text);
  }

  /** Runs git and expects that it succeeds; what it said. */
  String git(String... arguments) throws IOException, InterruptedException {
    Program.Result result = tryGit(arguments);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    return result.out() + result.err();
  }

  Program.Result tryGit(String... arguments) throws IOException, InterruptedException {
    return run(project, arguments);
  }

  Program.Result run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return program.run(directory, command);
  }

  /** Runs git and expects that guard stops it; what it said. */
  String stopped(String... arguments) throws IOException, InterruptedException {
    String head = git("rev-parse", "HEAD");
    Program.Result result = tryGit(arguments);
    assertThat(result.exitCode()).as(result.out() + result.err()).isNotZero();
    assertThat(git("rev-parse", "HEAD")).isEqualTo(head);
    assertThat(result.err()).contains("guard: error: stopped: ");
    return result.err();
  }

  void install(String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("hook", "install", "--program", standIn.toString()));
    arguments.addAll(List.of(more));
    Program.Result result = program.guard(project, arguments.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  void uninstall(String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("hook", "uninstall"));
    arguments.addAll(List.of(more));
    Program.Result result = program.guard(project, arguments.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  int status() throws IOException, InterruptedException {
    return program.guard(project, "hook", "status").exitCode();
  }

  /** What the stand-in was started for since it was last asked. */
  List<String> starts() throws IOException {
    Path file = scratch.resolve("starts");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    Files.deleteIfExists(file);
    return lines;
  }

  /** Names, modes and contents below some places of the project, git's own work left out. */
  Map<String, String> tree(String... places) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    for (String place : places) {
      Path start = project.resolve(place);
      if (!Files.exists(start)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
          String mode = String.valueOf(Files.getAttribute(file, "unix:mode"));
          byte[] bytes = isFile ? Files.readAllBytes(file) : new byte[0];
          tree.put(
              project.relativize(file).toString(),
              mode + " " + new String(bytes, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return tree;
  }
}
