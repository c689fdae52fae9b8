package dev.agentguard.baseline;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a user's state directory is by the custom of each operating system. */
public final class StateLocation {

  private static final String NAME = "guard";

  private StateLocation() {}

  /**
   * The directory, which need not exist: {@code $XDG_STATE_HOME/guard} or {@code
   * ~/.local/state/guard}, on macOS {@code ~/Library/Application Support/guard}, on Windows {@code
   * %LOCALAPPDATA%\guard}.
   *
   * @param osName the system's name as in the property {@code os.name}
   * @param environment the environment variables
   * @param home the user's home directory
   */
  public static Path of(String osName, Map<String, String> environment, Path home) {
    if (osName.startsWith("Windows")) {
      return absoluteOr(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
    }
    if (osName.startsWith("Mac")) {
      return home.resolve("Library").resolve("Application Support").resolve(NAME);
    }
    return absoluteOr(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state"));
  }

  /** The XDG specification says that a relative path in a variable is to be ignored. */
  private static Path absoluteOr(@Nullable String variable, Path otherwise) {
    if (variable != null && !variable.isEmpty()) {
      Path path = otherwise.getFileSystem().getPath(variable);
      if (path.isAbsolute()) {
        return path.resolve(NAME);
      }
    }
    return otherwise.resolve(NAME);
  }
}
