package dev.agentguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The console blocks of a page: commands behind {@code $}, and below each what it shows. There are
 * no other blocks.
 */
final class WalkThrough {

  /** A command and what it shows. */
  record Command(String line, String shown) {

    /** Whether it shows this: three dots are any text, in a line of their own any lines. */
    boolean shows(String actual) {
      String marked = shown.replaceAll("(?m)^\\.\\.\\.\\n", "\u0000").replace("...", "\u0000");
      StringBuilder pattern = new StringBuilder();
      for (String part : marked.split("\u0000", -1)) {
        pattern.append(pattern.isEmpty() ? "" : "[\\s\\S]*?").append(Pattern.quote(part));
      }
      return Pattern.matches(pattern.toString(), actual);
    }
  }

  private WalkThrough() {}

  static List<Command> of(Path page) throws IOException {
    List<Command> commands = new ArrayList<>();
    boolean open = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        if (!open && !line.equals("```console")) {
          throw new IOException("a block that nobody runs: " + line);
        }
        open = !open;
      } else if (open && line.startsWith("$ ")) {
        commands.add(new Command(line.substring(2), ""));
      } else if (open) {
        Command last = commands.remove(commands.size() - 1);
        commands.add(new Command(last.line(), last.shown() + line + "\n"));
      }
    }
    return commands;
  }
}
