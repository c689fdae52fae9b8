package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.ApprovalDirectory;
import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.RepositoryFile;
import dev.agentguard.baseline.SignersFile;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.baseline.Statement;
import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.baseline.signature.SshKeygen;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.git.GitFileSystem;
import dev.agentguard.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A repository of the real git whose baseline Alice has signed with the real {@code ssh-keygen}: it
 * is committed on {@code main}, and {@code branch} is where somebody tries something.
 */
final class Team {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Instant EARLIER = Instant.parse("2026-11-23T10:00:00Z");
  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String EVE = "eve@example.com";

  /** The three ways to look at a change. */
  enum Mode {
    /** The files that are there, with the signers of this machine. */
    DISK,
    /** The index, with the signers of this machine; the last commit was there before. */
    STAGED,
    /** The commit as a proposed change, with the signers that the base branch lists. */
    BASE
  }

  final Scene scene;
  final Path workspace;
  final Git git;
  final SshKeygen keygen;
  private final Random random;
  private final SnapshotReader reader = new SnapshotReader();
  private TrustedSigners ofMachine = TrustedSigners.NONE;

  private Team(Path directory) throws Exception {
    // Two teams in one test have repositories with different identities.
    random = new Random(directory.toString().hashCode());
    scene = new Scene(Files.createDirectory(directory.resolve("scene")));
    workspace = scene.workspace();
    git = Git.at(scene.home());
    SshKeygen.require();
    keygen = new SshKeygen(Files.createDirectory(directory.resolve("keys")));
  }

  /** A team in which Alice is the only one whose approvals count. */
  static Team of(Path directory) throws Exception {
    Team team = new Team(directory);
    return team.start(line(ALICE, "", team.keygen.generate("alice", "-t", "ed25519")));
  }

  /** A team with other signers; {@code keys} makes their keys and lists them. */
  static Team with(Path directory, Keys keys) throws Exception {
    Team team = new Team(directory);
    return team.start(keys.list(team.keygen));
  }

  /** Makes keys. */
  interface Keys {
    /** The lines that list them. */
    String list(SshKeygen keygen) throws IOException;
  }

  /** A line of a file of signers. */
  static String line(String principal, String options, String key) {
    return principal + " namespaces=\"guard\"" + options + " " + key + "\n";
  }

  private Team start(String signers) throws Exception {
    trust(signers);
    git.run(workspace, "init", "-q", "-b", "main");
    scene.write("workspace/CLAUDE.md", "# Rules\n");
    scene.write("workspace/.mcp.json", "{\"mcpServers\": {}}\n");
    scene.write("workspace/.guard/allowed_signers", signers);
    accept(signer("alice", ALICE), EARLIER);
    commit("start");
    git.run(workspace, "checkout", "-q", "-b", "branch");
    assertAccepted();
    return this;
  }

  /** Has this machine trust other signers than before. */
  void trust(String signers) throws Exception {
    ofMachine =
        TrustedSigners.of(
            List.of(AllowedSigners.parse("signers", signers.getBytes(StandardCharsets.UTF_8))));
  }

  /** Forgets what was tried, and starts again from {@code main}. */
  void startOver() throws Exception {
    git.run(workspace, "checkout", "-q", "-f", "main");
    git.run(workspace, "clean", "-q", "-f", "-d");
    git.run(workspace, "checkout", "-q", "-B", "branch");
  }

  /** Makes what is on the branch what was reviewed. */
  void merge() throws Exception {
    commit("reviewed");
    git.run(workspace, "branch", "-f", "main", "HEAD");
  }

  void commit(String message) throws Exception {
    git.run(workspace, "add", "-A");
    git.run(workspace, "commit", "-q", "--allow-empty", "-m", message);
  }

  /** Somebody who signs with a key that {@code ssh-keygen} made. */
  ApprovalSigner signer(String key, String principal) {
    return signer(key, principal, TrustedSigners.NAMESPACE);
  }

  ApprovalSigner signer(String key, String principal, String namespace) {
    return new ApprovalSigner() {
      @Override
      public String principal() {
        return principal;
      }

      @Override
      public Optional<byte[]> sign(byte[] text) throws IOException {
        return Optional.of(keygen.sign(key, namespace, text));
      }
    };
  }

  /** Accepts what is there, at some paths or everywhere, as {@code guard approve} does. */
  void accept(ApprovalSigner signer, Instant time, String... paths) throws Exception {
    StateDirectory state = StateDirectory.open(scene.state(), owner(), random);
    AcceptedState accepted = opened();
    Proposal proposal =
        new Proposing(Scene.CATALOGUE, accepted, reader)
            .propose(new Proposing.Request(Set.of(paths), true));
    new Approving(accepted, state, reader, random)
        .accept(proposal, new Approving.Act(signer, "because", time));
  }

  /** Writes an approval of any content into {@code .guard/approvals}; its file. */
  Path plant(int revision, Instant time, List<Entry> entries, ApprovalSigner signer)
      throws Exception {
    Statement statement =
        new Statement(
            RepositoryFile.inRepository(workspace).find().orElseThrow(),
            revision,
            signer.principal(),
            time,
            "because",
            entries);
    ApprovalDirectory directory = ApprovalDirectory.inRepository(workspace);
    return directory.path().resolve(directory.write(statement, signer, random));
  }

  /** The approval of a revision. */
  Path approval(int revision) throws IOException {
    String start = String.format(Locale.ROOT, "%06d-", revision);
    try (Stream<Path> files = Files.list(workspace.resolve(".guard/approvals"))) {
      return files
          .filter(file -> name(file).startsWith(start) && name(file).endsWith(".approval"))
          .findFirst()
          .orElseThrow();
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Where the signature of an approval is. */
  static Path signature(Path approval) {
    return approval.resolveSibling(name(approval) + ".sig");
  }

  private AcceptedState opened() throws IOException {
    return AcceptedState.open(
        scene.target(Target.Kind.WORKSPACE), scene.state(), owner(), ofMachine, NOW);
  }

  private java.nio.file.attribute.UserPrincipal owner() throws IOException {
    return Files.getOwner(scene.home());
  }

  /** Looks at what is there. What is judged in git's trees is added and committed for it. */
  Report judge(Mode mode) throws Exception {
    if (mode == Mode.DISK) {
      return new Verification(Scene.CATALOGUE, opened(), reader, Severity.LOW).run();
    }
    if (mode == Mode.STAGED) {
      git.run(workspace, "add", "-A");
    } else {
      commit("tried");
    }
    GitRepository repository = GitRepository.open(workspace, Map.of(), workspace);
    String mount = workspace.toString();
    GitRepository.Revision head = repository.find("HEAD").orElseThrow();
    if (mode == Mode.STAGED) {
      return judge(repository.index(mount), repository.tree(head, mount), ofMachine, false);
    }
    GitRepository.Revision main = repository.find("main").orElseThrow();
    GitFileSystem base = repository.tree(main, mount);
    Path signers = base.workTree().resolve(".guard/allowed_signers");
    Optional<AllowedSigners> ofBase = new SignersFile(signers, "main").find();
    return judge(
        repository.merged(head, main, mount),
        base,
        ofBase.isPresent() ? TrustedSigners.of(List.of(ofBase.get())) : TrustedSigners.NONE,
        true);
  }

  private Report judge(
      GitFileSystem judged, GitFileSystem base, TrustedSigners signers, boolean isChange)
      throws IOException {
    TreeVerification.Question question =
        new TreeVerification.Question(
            judged, Optional.of(base), false, isChange, scene.home().toString(), "a tree");
    return new TreeVerification(Scene.CATALOGUE, question, signers, NOW, reader, Severity.LOW)
        .run();
  }

  /** Everybody finds nothing to complain about. */
  void assertAccepted() throws Exception {
    for (Mode mode : Mode.values()) {
      assertAccepted(mode);
    }
  }

  void assertAccepted(Mode mode) throws Exception {
    Report report = judge(mode);
    assertThat(Scene.complaints(report)).as("%s", mode).isEmpty();
    assertThat(report.exitCode()).as("%s", mode).isZero();
    assertThat(report.signed()).as("%s", mode).isTrue();
  }

  /** Everybody refuses, with the same exit code, and says all of this. */
  void assertRefused(int exitCode, String... said) throws Exception {
    for (Mode mode : Mode.values()) {
      assertRefused(mode, exitCode, said);
    }
  }

  void assertRefused(Mode mode, int exitCode, String... said) throws Exception {
    Report report = judge(mode);
    String complaints = Scene.complaints(report);
    assertThat(complaints).as("%s", mode).contains(said);
    assertThat(report.exitCode()).as("%s: %s", mode, complaints).isEqualTo(exitCode);
  }
}
