package dev.agentguard.cli;

import dev.agentguard.baseline.SignersFile;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.baseline.signature.SignersFormatException;
import dev.agentguard.policy.PolicyLocations;
import dev.agentguard.surface.Unreadable;
import dev.agentguard.verify.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where it is said whose approvals count: the administrator's file and the user's, or one that the
 * command line names in the place of the user's. Never a file of what is judged.
 */
final class SignersFiles {

  static final String FILE = "allowed_signers";

  private static final int ROOT = 0;

  private final Surroundings surroundings;
  private final PolicyLocations locations;

  SignersFiles(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.locations = PolicyLocations.of(surroundings.environment(), surroundings.home());
  }

  /** The administrator's file. */
  SignersFile enterprise() {
    return new SignersFile(locations.enterprise().resolve(FILE));
  }

  /** The user's own file. */
  SignersFile user() {
    return new SignersFile(locations.user().resolve(FILE));
  }

  /** The file that a workspace brings along: it counts only as part of a base. */
  SignersFile ofWorkspace(Target workspace) {
    return SignersFile.inRepository(workspace.root());
  }

  /** The signers that count for a target. */
  TrustedSigners trusted(Target target) {
    return trusted(target, "");
  }

  /**
   * The signers that count for a target.
   *
   * @param named the file that the command line names; empty if it names none
   */
  TrustedSigners trusted(Target target, String named) {
    TrustedSigners trusted = TrustedSigners.NONE;
    SignersFile own = named.isEmpty() ? ofUser(target) : new SignersFile(outside(target, named));
    Optional<AllowedSigners> enterprise = read(enterprise(), true);
    if (enterprise.isPresent()) {
      trusted = trusted.and(enterprise.get());
    }
    Optional<AllowedSigners> other = read(own, false);
    if (other.isPresent()) {
      trusted = trusted.and(other.get());
    } else if (!named.isEmpty()) {
      throw new UsageException(named + ": no such file");
    }
    return trusted;
  }

  /** Refuses to approve without a signature where that would count for nothing. */
  void requireNone(Target target) {
    if (trusted(target).areKnown()) {
      throw new UsageException(
          "an approval without a signature does not count here: this machine trusts signers",
          "guard trust list shows them");
    }
  }

  /**
   * Reads a file of signers, or says what is wrong with it.
   *
   * @param administrators whether only the administrator may have written it
   */
  Optional<AllowedSigners> read(SignersFile file, boolean administrators) {
    try {
      return administrators ? file.findOwnedBy(ROOT) : file.find();
    } catch (SignersFormatException e) {
      List<SignersFormatException.Problem> problems = e.problems();
      for (SignersFormatException.Problem problem : problems) {
        surroundings.escapedError(problem.print(e.file()));
      }
      throw new UsageException(
          e.file() + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"),
          "nothing was verified; docs/signatures.md has the format");
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  /**
   * The user's own file, where a home or a configuration directory in the workspace does not make
   * it a part of what is judged.
   */
  private SignersFile ofUser(Target target) {
    SignersFile own = user();
    if (target.kind() != Target.Kind.WORKSPACE
        || !Files.exists(own.path(), LinkOption.NOFOLLOW_LINKS)) {
      return own;
    }
    Path file = own.path().toAbsolutePath().normalize();
    Path directory = file.getParent();
    try {
      if (file.startsWith(target.root())
          || directory != null && directory.toRealPath().startsWith(target.root())) {
        throw new UsageException(
            file + " is part of what is judged, so whoever changed that may have changed it too",
            "--signers FILE names one elsewhere; so does XDG_CONFIG_HOME");
      }
    } catch (IOException e) {
      throw new UsageException(file + ": " + Unreadable.reason(e));
    }
    return own;
  }

  /**
   * Whoever can change what is judged could add a signer to a file that comes with it, or have a
   * link there lead to a list of their own.
   */
  private Path outside(Target target, String named) {
    try {
      Path place = surroundings.directory().toRealPath().resolve(named).normalize();
      Path file = place.toRealPath();
      Path directory = place.getParent();
      if (target.kind() == Target.Kind.WORKSPACE
          && (file.startsWith(target.root())
              || place.startsWith(target.root())
              || directory != null && directory.toRealPath().startsWith(target.root()))) {
        throw new UsageException(
            named + " is part of what is judged, so whoever changed that may have changed it too",
            "--base REF takes the signers of a branch; guard trust add trusts them on this machine");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: " + named);
    } catch (IOException e) {
      throw new UsageException(named + ": " + Unreadable.reason(e));
    }
  }
}
