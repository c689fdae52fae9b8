package dev.agentguard.cli;

import dev.agentguard.signing.Person;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;

/** Whose keys this process may use: those of the user whom it runs as. */
final class SigningPerson {

  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
  private static final int MAX_HOST = 256;

  private SigningPerson() {}

  /**
   * The person of this process.
   *
   * @param user whom guard runs as
   */
  static Person of(Surroundings surroundings, UserPrincipal user) {
    return new Person(
        surroundings.home(), user, surroundings.environment(), host(surroundings.environment()));
  }

  private static String host(Map<String, String> environment) {
    try (InputStream in = Files.newInputStream(HOST)) {
      return new String(in.readNBytes(MAX_HOST), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return environment.getOrDefault("HOSTNAME", "localhost");
    }
  }
}
