package dev.agentguard.cli;

import dev.agentguard.baseline.SignersFile;
import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.Escaping;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guard trust add}: a person says that others may approve. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Lets approvals by more people count. Shows the keys, and asks.")
final class TrustAddCommand implements Callable<Integer> {

  private static final int LONGEST_KEY = 16 << 10;

  private final Surroundings surroundings;

  @Mixin private TrustCommand.Choice choice = new TrustCommand.Choice();

  @Parameters(
      paramLabel = "FILE",
      description =
          "Signers in the format of ssh's allowed_signers, such as .guard/allowed_signers; with"
              + " --signer a public key.")
  private String file = "";

  @Option(
      names = "--signer",
      paramLabel = "NAME",
      description = "Whose public key FILE is, such as bob@example.com.")
  private String signer = "";

  TrustAddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Targets targets = new Targets(surroundings);
    SignersFiles files = new SignersFiles(surroundings);
    SignersFile target = choice.file(surroundings, targets);
    Optional<AllowedSigners> known = files.read(target, false);
    List<AllowedSigner> added = new ArrayList<>();
    for (AllowedSigner written : signer.isEmpty() ? lines(files) : List.of(key())) {
      AllowedSigner line = bare(written);
      if (known.isEmpty() || !contains(known.get(), line)) {
        added.add(line);
      }
    }
    if (added.isEmpty()) {
      surroundings.out().println("nobody to add: all of these are trusted already");
      return 0;
    }
    try (Terminal terminal = targets.person("guard trust add", "trusting somebody")) {
      for (AllowedSigner line : added) {
        terminal.show(SignersText.of(line) + "\n");
      }
      String whose = added.size() == 1 ? "this key" : "these " + added.size() + " keys";
      if (!terminal.confirm("Let approvals by " + whose + " count? (yes/no)")) {
        surroundings.error("nothing was changed");
        return 1;
      }
      target.add(added, new SecureRandom());
    } catch (IOException e) {
      throw Targets.failure(e);
    }
    surroundings.out().println("added to " + Escaping.escape(target.path().toString()));
    choice.hint(surroundings);
    return 0;
  }

  private static boolean contains(AllowedSigners signers, AllowedSigner line) {
    String printed = line.print();
    return signers.lines().stream().anyMatch(other -> bare(other).print().equals(printed));
  }

  /** A comment is somebody else's word, and was not shown. */
  private static AllowedSigner bare(AllowedSigner line) {
    return new AllowedSigner(
        line.line(),
        line.principals(),
        line.certAuthority(),
        line.namespaces(),
        line.validAfter(),
        line.validBefore(),
        line.key(),
        "");
  }

  private List<AllowedSigner> lines(SignersFiles files) {
    if (file.endsWith(".pub")) {
      throw new UsageException("a public key needs a name", "--signer NAME says whose key it is");
    }
    Path path = path();
    Optional<AllowedSigners> signers = files.read(new SignersFile(path, file), false);
    if (signers.isEmpty()) {
      throw new UsageException(file + ": no such file");
    }
    return signers.get().lines();
  }

  private AllowedSigner key() {
    if (!ApprovalOptions.isPlainName(signer)) {
      throw new UsageException(
          "--signer needs a name such as bob@example.com, without blanks, commas and wildcards");
    }
    Snapshot snapshot = new SnapshotReader().keepUpTo(LONGEST_KEY, path());
    if (!(snapshot instanceof Snapshot.RegularFile found) || found.content() == null) {
      throw new UsageException(file + ": not a public key");
    }
    String text = found.content().text();
    if (text.contains("PRIVATE KEY-----")) {
      throw new UsageException(file + ": that is a private key; name its .pub file");
    }
    try {
      return OwnKey.line(SshPublicKey.parseText(text), signer);
    } catch (SignatureFormatException e) {
      // Why would repeat text of a file that may be anything.
      throw new UsageException(file + ": not a public key");
    }
  }

  private Path path() {
    try {
      return surroundings.directory().resolve(file);
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: " + file);
    }
  }
}
