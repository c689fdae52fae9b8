package dev.agentguard.cli;

import dev.agentguard.baseline.SignersFile;
import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.Target;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code guard trust list}: shows whose approvals count, and which file says so. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows whose approvals count on this machine, and in this workspace's base.")
final class TrustListCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  TrustListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    SignersFiles files = new SignersFiles(surroundings);
    Target workspace = new Targets(surroundings).target(Target.Kind.WORKSPACE, "");
    print(files.enterprise(), true, "");
    print(files.user(), false, "");
    print(files.ofWorkspace(workspace), false, " (counts for guard verify --base)");
    if (!files.trusted(workspace).areKnown()) {
      surroundings.hint(
          "nobody is trusted on this machine, so approvals count without a signature; guard trust"
              + " add FILE changes that");
    }
    return 0;
  }

  private void print(SignersFile file, boolean administrators, String note) {
    PrintStream out = surroundings.out();
    String name = Escaping.escape(file.path().toString());
    Optional<AllowedSigners> signers = new SignersFiles(surroundings).read(file, administrators);
    if (signers.isEmpty()) {
      out.println(name + ": not there");
      return;
    }
    out.println(name + note);
    for (AllowedSigner signer : signers.get().lines()) {
      out.println("  " + SignersText.of(signer));
    }
    if (signers.get().lines().isEmpty()) {
      out.println("  nobody");
    }
  }
}
