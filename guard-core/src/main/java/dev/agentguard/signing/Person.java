package dev.agentguard.signing;

import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;

/**
 * Whose keys are looked for, and where.
 *
 * @param home the home directory, absolute
 * @param user who owns the files in it
 * @param environment the person's variables
 * @param host the machine's name, for a signer who has no other
 */
public record Person(Path home, UserPrincipal user, Map<String, String> environment, String host) {

  public Person {
    environment = Map.copyOf(environment);
  }

  /**
   * Where configuration is: {@code $XDG_CONFIG_HOME}, if that is absolute, or {@code ~/.config}.
   */
  Path configuration() {
    String directory = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return directory.startsWith("/") ? home.resolve(directory) : home.resolve(".config");
  }

  /** Where guard keeps the key that it made. */
  public Path guardKey() {
    return configuration().resolve("guard").resolve("signing_key");
  }
}
