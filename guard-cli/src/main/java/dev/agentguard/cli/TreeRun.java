package dev.agentguard.cli;

import dev.agentguard.baseline.RepositoryDirectory;
import dev.agentguard.baseline.SignersFile;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.git.GitFileSystem;
import dev.agentguard.git.GitRepository;
import dev.agentguard.git.RepositoryException;
import dev.agentguard.policy.Policy;
import dev.agentguard.surface.FileName;
import dev.agentguard.verify.NoBaselineException;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Target;
import dev.agentguard.verify.TreeVerification;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Carries out {@code guard verify --staged} and {@code guard verify --base}. */
final class TreeRun {

  private final Surroundings surroundings;
  private final Targets targets;
  private final VerifyOptions options;
  private final Target target;

  TreeRun(Surroundings surroundings, Targets targets, VerifyOptions options) {
    this.surroundings = surroundings;
    this.targets = targets;
    this.options = options;
    this.target = targets.target(Target.Kind.WORKSPACE, options.directory());
  }

  /** The report, not printed. */
  Report run() {
    try {
      GitRepository repository =
          GitRepository.open(target.root(), environment(), surroundings.directory());
      return options.git().staged() ? staged(repository) : against(repository);
    } catch (RepositoryException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.hint());
    } catch (NoBaselineException e) {
      throw noBaseline();
    } catch (FileSystemException e) {
      throw Targets.failure(e);
    } catch (IOException e) {
      throw new UsageException("the repository cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Git's variables, which are about the repository around the current directory. */
  private Map<String, String> environment() {
    Map<String, String> git = new HashMap<>();
    if (options.directory().isEmpty()) {
      for (Map.Entry<String, String> variable : target.environment().entrySet()) {
        if (variable.getKey().startsWith("GIT_")) {
          git.put(variable.getKey(), variable.getValue());
        }
      }
    }
    return git;
  }

  private String mount() {
    return FileName.text(target.root());
  }

  private Report staged(GitRepository repository) throws IOException {
    GitFileSystem index = repository.index(mount());
    Optional<GitRepository.Revision> head = repository.find(GitChoice.HEAD);
    Optional<GitFileSystem> base = Optional.empty();
    if (head.isPresent()) {
      base = Optional.of(repository.tree(head.get(), mount()));
    }
    TrustedSigners signers = signers();
    String title = target.title() + ", staged";
    return verify(
        new TreeVerification.Question(index, base, true, false, home(), title),
        signers,
        index.workTree());
  }

  private Report against(GitRepository repository) throws IOException {
    GitChoice git = options.git();
    GitRepository.Revision base = find(repository, git.base());
    GitRepository.Revision head = find(repository, git.head());
    GitFileSystem judged = repository.merged(head, base, mount());
    GitFileSystem before = repository.tree(base, mount());
    String title =
        target.title()
            + " at "
            + head.abbreviated()
            + " against "
            + git.base()
            + " ("
            + base.abbreviated()
            + ")";
    // Where signers are known without the base, the first baseline can come with a change.
    TrustedSigners signers = signers();
    boolean first = signers.areKnown();
    Optional<AllowedSigners> ofBase = signersOf(before, git.base());
    if (ofBase.isPresent() && options.signers().isEmpty()) {
      signers = signers.and(ofBase.get());
    }
    return verify(
        new TreeVerification.Question(judged, Optional.of(before), first, true, home(), title),
        signers,
        before.workTree());
  }

  private TrustedSigners signers() {
    return new SignersFiles(surroundings).trusted(target, options.signers());
  }

  /** The base was reviewed; what it says about signers counts, unlike what a change says. */
  private Optional<AllowedSigners> signersOf(GitFileSystem base, String name) {
    Path file = FileName.resolve(base.workTree(), RepositoryDirectory.SIGNERS);
    String shown = name + ":" + RepositoryDirectory.SIGNERS;
    return new SignersFiles(surroundings).read(new SignersFile(file, shown), false);
  }

  private String home() {
    return FileName.text(target.home());
  }

  private Report verify(TreeVerification.Question question, TrustedSigners signers, Path policyOf)
      throws IOException {
    Policy policy = targets.policy(target, policyOf);
    return new TreeVerification(
            targets.catalogue(policy),
            question,
            signers,
            Instant.now(),
            new SnapshotReader(),
            policy.failOn().value())
        .run();
  }

  private GitRepository.Revision find(GitRepository repository, String name) throws IOException {
    Optional<GitRepository.Revision> found;
    try {
      found = repository.find(name);
    } catch (FileSystemException e) {
      throw new UsageException(name + ": " + Targets.failure(e).message(), FetchCommand.hint(name));
    }
    if (found.isEmpty()) {
      throw new UsageException("no commit " + name + " here", FetchCommand.hint(name));
    }
    return found.get();
  }

  private UsageException noBaseline() {
    if (options.git().staged()) {
      return new UsageException(
          "no baseline for " + target.title(), "guard init makes one; then git add .guard");
    }
    return new UsageException(
        "no baseline in " + options.git().base(),
        "commit .guard to the base branch first: its baseline is what a change is judged by");
  }
}
