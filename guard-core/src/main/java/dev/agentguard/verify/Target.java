package dev.agentguard.verify;

import dev.agentguard.surface.FileName;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is verified: a workspace, a home, or the machine.
 *
 * @param kind which of them
 * @param root its directory, absolute and without links: the workspace, the home, or the root
 *     directory
 * @param home the user's home directory, absolute and without links
 * @param environment the user's environment variables
 */
public record Target(Kind kind, Path root, Path home, Map<String, String> environment) {

  /** The sorts of targets. */
  public enum Kind {
    WORKSPACE,
    HOME,
    SYSTEM
  }

  public Target {
    environment = Map.copyOf(environment);
  }

  /**
   * The name of a file in baselines and reports: relative to the workspace, {@code ~/...}, or
   * absolute.
   */
  public String shown(Path file) {
    if (kind == Kind.WORKSPACE && file.startsWith(root) && !file.equals(root)) {
      return FileName.text(root.relativize(file));
    }
    if (file.startsWith(home) && !file.equals(home)) {
      return "~/" + FileName.text(home.relativize(file));
    }
    return FileName.text(file);
  }

  /** The file that such a name means. */
  public Path file(String shown) {
    if (shown.startsWith("/")) {
      return FileName.resolve(root.getRoot(), shown.substring(1));
    }
    if (shown.startsWith("~/")) {
      return FileName.resolve(home, shown.substring(2));
    }
    return FileName.resolve(root, shown);
  }

  /** A name for people. */
  public String title() {
    return switch (kind) {
      case WORKSPACE -> FileName.text(root);
      case HOME -> "home " + FileName.text(home);
      case SYSTEM -> "this machine";
    };
  }
}
