package dev.agentguard.cli;

import dev.agentguard.baseline.Statement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code guard init} and {@code guard approve} have in common. */
final class ApprovalOptions {

  @Option(
      names = "--unsigned",
      description =
          "Do not sign. Whoever can write to the workspace can then write approvals too, so they"
              + " stop accidents and honest agents only.")
  private boolean unsigned;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The SSH key to sign with. Default: git's global user.signingkey, or one of ~/.ssh.")
  private @Nullable String key;

  @Option(
      names = "--signer",
      paramLabel = "NAME",
      description = "Your name in approvals. Default: git's global user.email.")
  private String signer = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private String reason = "";

  @Option(
      names = "--hidden",
      description =
          "Accept instructions with characters that a reader does not see, too; guard diff shows"
              + " them.")
  private boolean hidden;

  boolean unsigned() {
    if (unsigned && key != null) {
      throw new UsageException("--key signs and --unsigned does not", "choose one");
    }
    return unsigned;
  }

  boolean hidden() {
    return hidden;
  }

  /** The name that the person gives; empty if they give none. */
  String signer() {
    if (!signer.isEmpty() && !isPlainName(signer)) {
      throw new UsageException(
          "--signer needs a name such as alice@example.com, without blanks, commas and wildcards");
    }
    return signer;
  }

  /** Whether a name means nobody else where files of signers list it. */
  static boolean isPlainName(String name) {
    if (!Statement.isSigner(name)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (",*?!=".indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The key that the person names. */
  Optional<Path> key(Path directory) {
    if (key == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(directory.resolve(key).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: " + key);
    }
  }

  String reason(String otherwise) {
    String given = reason.isEmpty() ? otherwise : reason;
    if (!Statement.isReason(given)) {
      throw new UsageException("the reason is too long, or not text");
    }
    return given;
  }
}
