package dev.agentguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that guard takes for Claude Code: a shell's copy where npm puts the real one. */
final class FakeAgent {

  private static final String PLACE = "node_modules/@anthropic-ai/claude-code/bin/claude.exe";

  private final Path program;

  /**
   * @param scratch an existing directory
   */
  FakeAgent(Path scratch) throws IOException {
    this(scratch, PLACE);
  }

  /** The same shell under another name. */
  FakeAgent(Path scratch, String place) throws IOException {
    program = scratch.resolve(place);
    Files.createDirectories(program.getParent());
    Files.copy(Path.of("/bin/sh").toRealPath(), program);
  }

  /** A command line in which the agent starts a command and waits for it. */
  List<String> starting(List<String> command) {
    // With a command after it, the shell cannot become the program that it starts.
    List<String> line =
        new ArrayList<>(List.of(program.toString(), "-c", "\"$@\"; code=$?; exit $code", "claude"));
    line.addAll(command);
    return line;
  }
}
