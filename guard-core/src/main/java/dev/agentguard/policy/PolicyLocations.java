package dev.agentguard.policy;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the policy files are.
 *
 * @param enterprise the administrator's directory, with {@code policy.toml} and {@code policy.d}
 * @param enterpriseOwner the user id that must own everything in it
 * @param user the user's directory, with {@code policy.toml}
 * @param workspace the root of the judged files, with {@code .guard/policy.toml}, if there is one
 */
public record PolicyLocations(
    Path enterprise, int enterpriseOwner, Path user, @Nullable Path workspace) {

  private static final int ROOT = 0;
  private static final String NAME = "guard";
  private static final String FILE = "policy.toml";

  /**
   * The usual places, without a workspace.
   *
   * @param environment the environment variables
   * @param home the user's home directory
   */
  public static PolicyLocations of(Map<String, String> environment, Path home) {
    Path enterprise = home.getFileSystem().getPath("/etc", NAME);
    return new PolicyLocations(enterprise, ROOT, user(environment, home), null);
  }

  /** The same places, and a workspace. */
  public PolicyLocations withWorkspace(Path root) {
    return new PolicyLocations(enterprise, enterpriseOwner, user, root);
  }

  /** The XDG specification says that a relative path in a variable is to be ignored. */
  private static Path user(Map<String, String> environment, Path home) {
    String variable = environment.get("XDG_CONFIG_HOME");
    if (variable != null && !variable.isEmpty()) {
      Path path = home.getFileSystem().getPath(variable);
      if (path.isAbsolute()) {
        return path.resolve(NAME);
      }
    }
    return home.resolve(".config").resolve(NAME);
  }

  Path enterpriseFile() {
    return enterprise.resolve(FILE);
  }

  Path enterpriseFolder() {
    return enterprise.resolve("policy.d");
  }

  Path userFile() {
    return user.resolve(FILE);
  }

  @Nullable Path workspaceFile() {
    return workspace == null ? null : workspace.resolve(".guard").resolve(FILE);
  }
}
