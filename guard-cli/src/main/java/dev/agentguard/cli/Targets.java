package dev.agentguard.cli;

import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.baseline.StateLocation;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.UnexpectedFileException;
import dev.agentguard.policy.Policies;
import dev.agentguard.policy.Policy;
import dev.agentguard.policy.PolicyLocations;
import dev.agentguard.policy.PolicyProblem;
import dev.agentguard.policy.PolicyResult;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Unreadable;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.ChangedMeanwhileException;
import dev.agentguard.verify.Target;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Finds what a command is about, and opens what was accepted for it. */
final class Targets {

  private static final Path SELF = Path.of("/proc/self");

  /** More lines than this help nobody. */
  private static final int MOST_PROBLEMS = 100;

  private final Surroundings surroundings;
  private final Catalogue catalogue;

  Targets(Surroundings surroundings) {
    this(surroundings, Catalogue.load());
  }

  Targets(Surroundings surroundings, Catalogue catalogue) {
    this.surroundings = surroundings;
    this.catalogue = catalogue;
  }

  /**
   * A target.
   *
   * @param directory the workspace as written, or empty for the one around the current directory
   */
  Target target(Target.Kind kind, String directory) {
    Path home = real(surroundings.home());
    Path root =
        switch (kind) {
          case WORKSPACE -> workspace(directory);
          case HOME -> home;
          case SYSTEM -> home.getRoot();
        };
    return new Target(kind, root, home, surroundings.environment());
  }

  private Path workspace(String directory) {
    if (directory.isEmpty()) {
      return around(real(surroundings.directory()));
    }
    try {
      Path here = surroundings.directory();
      return real(
          directory.startsWith("/")
              ? FileName.resolve(here.getRoot(), directory.substring(1))
              : FileName.resolve(here, directory));
    } catch (InvalidPathException e) {
      throw new UsageException("not a directory: " + directory);
    }
  }

  /**
   * The nearest repository; without one the nearest directory with a baseline; else the directory
   * itself. A baseline inside a repository does not make a workspace of its own: whoever planted it
   * would decide what is looked at.
   */
  static Path around(Path directory) {
    return Places.workspace(directory).orElse(directory);
  }

  private static Path real(Path directory) {
    try {
      Path real = directory.toRealPath();
      if (!Files.isDirectory(real)) {
        throw new UsageException("not a directory: " + directory);
      }
      return real;
    } catch (IOException e) {
      throw new UsageException(directory + ": " + Unreadable.reason(e));
    }
  }

  /** What was accepted for a target until now, by those whom this machine trusts. */
  AcceptedState open(Target target) {
    return open(target, new SignersFiles(surroundings).trusted(target));
  }

  /** What some signers accepted for a target until now. */
  AcceptedState open(Target target, TrustedSigners signers) {
    try {
      return AcceptedState.open(target, stateLocation(), user(), signers, Instant.now());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The same, but somebody must have accepted something. */
  AcceptedState openInitialised(Target target) {
    return openInitialised(target, new SignersFiles(surroundings).trusted(target));
  }

  /** The same for some signers. */
  AcceptedState openInitialised(Target target, TrustedSigners signers) {
    AcceptedState state = open(target, signers);
    if (!state.initialised()) {
      String option =
          switch (target.kind()) {
            case WORKSPACE -> "";
            case HOME -> " --home";
            case SYSTEM -> " --system";
          };
      throw new UsageException(
          "no baseline for " + target.title(),
          "guard init" + option + " accepts what is there now");
    }
    return state;
  }

  /**
   * The policy for a target.
   *
   * @throws UsageException if a policy file has a problem; all problems are printed first
   */
  Policy policy(Target target) {
    return policy(target, target.root());
  }

  /**
   * The policy for a target of which the workspace's own policy is elsewhere, such as in a tree of
   * git.
   */
  Policy policy(Target target, Path workspace) {
    PolicyLocations locations = PolicyLocations.of(surroundings.environment(), target.home());
    if (target.kind() == Target.Kind.WORKSPACE) {
      locations = locations.withWorkspace(workspace);
    }
    PolicyResult result = Policies.load(locations, catalogue);
    if (result instanceof PolicyResult.Rejected rejected) {
      List<PolicyProblem> problems = rejected.problems();
      for (int i = 0; i < Math.min(problems.size(), MOST_PROBLEMS); i++) {
        surroundings.escapedError(problems.get(i).toString());
      }
      throw new UsageException(
          "the policy has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"),
          "nothing was verified; docs/policy.md has the keys");
    }
    return ((PolicyResult.Loaded) result).policy();
  }

  /** The catalogue as a policy treats it. */
  Catalogue catalogue(Policy policy) {
    return policy == Policy.BUILT_IN
        ? catalogue
        : catalogue.under(surface -> policy.stance(surface).value());
  }

  /** The catalogue as the policy for a target treats it. */
  Catalogue catalogue(Target target) {
    return catalogue(policy(target));
  }

  /** The user's state directory, made if it is not there. */
  StateDirectory state() {
    try {
      return StateDirectory.open(stateLocation(), user(), new SecureRandom());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The terminal of the person who asks for something; agents are refused. */
  Terminal person(String command, String purpose) {
    return surroundings.people().require(surroundings, catalogue, command, purpose);
  }

  /** Refuses agents, and lets everybody else pass, with a terminal or without. */
  void refuseAgents(String command) {
    surroundings.people().refuseAgents(surroundings, catalogue, command);
  }

  private Path stateLocation() {
    return StateLocation.of(
        System.getProperty("os.name", ""), surroundings.environment(), surroundings.home());
  }

  /** Whom guard runs as: who owns its process, or where there is no such file, its home. */
  UserPrincipal user() throws IOException {
    return Files.getOwner(Files.exists(SELF) ? SELF : surroundings.home());
  }

  /** An error for one line. */
  static UsageException failure(IOException e) {
    if (e instanceof UnexpectedFileException) {
      return new UsageException(String.valueOf(e.getMessage()));
    }
    if (e instanceof ChangedMeanwhileException changed) {
      return new UsageException(
          changed.path() + " changed while it was being looked at; nothing was accepted",
          "look at it again");
    }
    if (e instanceof FileSystemException file && file.getFile() != null) {
      return new UsageException(file.getFile() + ": " + Unreadable.reason(e));
    }
    return new UsageException(Unreadable.reason(e));
  }
}
