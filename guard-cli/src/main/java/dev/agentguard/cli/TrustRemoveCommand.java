package dev.agentguard.cli;

import dev.agentguard.baseline.SignersFile;
import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.content.text.Escaping;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code guard trust remove}: a person says that somebody's approvals count no longer. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description =
        "Lets somebody's approvals count no longer, also those that they made before. To keep"
            + " those, write valid-before into the file instead.")
final class TrustRemoveCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private TrustCommand.Choice choice = new TrustCommand.Choice();

  @Parameters(
      paramLabel = "NAME|SHA256:...",
      description = "The name as guard trust list shows it, or the fingerprint of one key.")
  private String who = "";

  TrustRemoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Targets targets = new Targets(surroundings);
    SignersFile file = choice.file(surroundings, targets);
    Optional<AllowedSigners> known = new SignersFiles(surroundings).read(file, false);
    List<AllowedSigner> removed = new ArrayList<>();
    if (known.isPresent()) {
      for (AllowedSigner line : known.get().lines()) {
        if (line.principals().equals(who) || line.key().fingerprint().equals(who)) {
          removed.add(line);
        }
      }
    }
    if (removed.isEmpty()) {
      throw new UsageException(who + " is not in " + file.path(), "guard trust list shows who is");
    }
    try (Terminal terminal = targets.person("guard trust remove", "taking trust away")) {
      for (AllowedSigner line : removed) {
        terminal.show(SignersText.of(line) + "\n");
      }
      if (known.isPresent() && known.get().lines().size() == removed.size()) {
        terminal.show("Nobody else is in the file: then nobody's approvals count.\n");
      }
      if (!terminal.confirm("Let approvals by them count no longer? (yes/no)")) {
        surroundings.error("nothing was changed");
        return 1;
      }
      Set<Integer> numbers = removed.stream().map(AllowedSigner::line).collect(Collectors.toSet());
      file.remove(numbers, new SecureRandom());
    } catch (IOException e) {
      throw Targets.failure(e);
    }
    surroundings.out().println("removed from " + Escaping.escape(file.path().toString()));
    choice.hint(surroundings);
    return 0;
  }
}
