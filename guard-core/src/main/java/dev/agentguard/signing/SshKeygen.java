package dev.agentguard.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ssh-keygen} of this machine, for what guard does not do itself: security keys and old
 * formats. It is the one program that this package starts, never one from inside a workspace, and
 * it gets no variable that it does not need. It asks its questions on the terminal itself.
 */
final class SshKeygen {

  private static final String NAME = "ssh-keygen";
  private static final int MAX_SIGNATURE = 64 << 10;
  private static final long PATIENCE_MINUTES = 5;

  private static final Set<String> VARIABLES =
      Set.of(
          "HOME",
          "SSH_AUTH_SOCK",
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "XAUTHORITY",
          "XDG_RUNTIME_DIR",
          "SSH_ASKPASS_REQUIRE",
          "TERM",
          "LANG",
          "LC_ALL");

  /** Variables that name a program or library: they must not lead into a workspace either. */
  private static final Set<String> PROGRAM_VARIABLES = Set.of("SSH_SK_PROVIDER", "SSH_ASKPASS");

  private final Path program;
  private final Map<String, String> environment;

  private SshKeygen(Path program, Map<String, String> environment) {
    this.program = program;
    this.environment = environment;
  }

  /**
   * The first on the path that is not in a workspace.
   *
   * @param variables the person's environment
   * @param workspaces directories, absolute, from which nothing is run
   */
  static Optional<SshKeygen> find(Map<String, String> variables, List<Path> workspaces) {
    Map<String, String> environment = new HashMap<>();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String name = variable.getKey();
      if (VARIABLES.contains(name)
          || PROGRAM_VARIABLES.contains(name)
              && outside(variable.getValue(), workspaces).isPresent()) {
        environment.put(name, variable.getValue());
      }
    }
    Path found = null;
    List<String> kept = new ArrayList<>();
    for (String directory : variables.getOrDefault("PATH", "").split(":", -1)) {
      if (outside(directory, workspaces).isEmpty()) {
        continue;
      }
      kept.add(directory);
      if (found == null) {
        found = program(Path.of(directory).resolve(NAME), workspaces);
      }
    }
    environment.put("PATH", String.join(":", kept));
    return found == null ? Optional.empty() : Optional.of(new SshKeygen(found, environment));
  }

  private static @Nullable Path program(Path candidate, List<Path> workspaces) {
    return Files.isRegularFile(candidate) && Files.isExecutable(candidate)
        ? outside(candidate.toString(), workspaces).orElse(null)
        : null;
  }

  /** The place without links, if it is an absolute one outside all workspaces. */
  private static Optional<Path> outside(String written, List<Path> workspaces) {
    try {
      Path place = Path.of(written);
      if (!place.isAbsolute()) {
        return Optional.empty();
      }
      Path real = place.toRealPath();
      for (Path workspace : workspaces) {
        if (real.startsWith(workspace) || place.startsWith(workspace)) {
          return Optional.empty();
        }
      }
      return Optional.of(real);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  Path program() {
    return program;
  }

  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /**
   * What {@code ssh-keygen -Y sign} makes of a message: an armoured signature.
   *
   * @param key a private key's file, or the {@code .pub} of one that ssh-agent has
   */
  byte[] sign(Path key, String namespace, byte[] message) throws SigningException {
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(), "-q", "-Y", "sign", "-n", namespace, "-f", key.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new SigningException(program + ": cannot be started");
    }
    try {
      byte[] signature = talk(process, message);
      if (process.waitFor() != 0 || signature.length > MAX_SIGNATURE) {
        throw new SigningException(program + ": did not sign with " + key);
      }
      return signature;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SigningException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private byte[] talk(Process process, byte[] message)
      throws SigningException, InterruptedException {
    CompletableFuture<byte[]> answer =
        CompletableFuture.supplyAsync(
            () -> {
              // It reads all of the message before it answers.
              try (OutputStream out = process.getOutputStream()) {
                out.write(message);
              } catch (IOException e) {
                return new byte[0]; // It ended early; its exit code says so.
              }
              try (InputStream in = process.getInputStream()) {
                return in.readNBytes(MAX_SIGNATURE + 1);
              } catch (IOException e) {
                return new byte[0];
              }
            });
    try {
      return answer.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new SigningException(
          program + ": did not sign within " + PATIENCE_MINUTES + " minutes");
    } catch (ExecutionException e) {
      throw new SigningException(program + ": did not sign");
    }
  }
}
