package dev.agentguard.hook;

import dev.agentguard.surface.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a hook finds guard.
 *
 * <p>A hook of this clone alone has the program's path in it. One that others get with the
 * repository has to look for it, in the absolute directories of {@code PATH} that are outside the
 * work tree: a {@code node_modules/.bin/guard} would be the repository's own.
 */
sealed interface ProgramPlace {

  /**
   * A path.
   *
   * @param path absolute, without characters that cannot be seen
   */
  record At(String path) implements ProgramPlace {}

  /** Wherever it is. */
  record Searched() implements ProgramPlace {}

  /** The program that a hook of a work tree would start. */
  default Optional<Path> find(Path workTree, String searchPath) {
    if (this instanceof At at) {
      Path file = FileName.resolve(workTree, at.path);
      return isProgram(file) ? Optional.of(file) : Optional.empty();
    }
    for (String directory : searchPath.split(":", -1)) {
      if (directory.startsWith("/") && directory.indexOf('\0') < 0) {
        Path file = FileName.resolve(workTree, directory).resolve("guard");
        if (isProgram(file) && !real(file).startsWith(workTree)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static Path real(Path file) {
    Path directory = file.getParent();
    try {
      return directory == null ? file : directory.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }
}
