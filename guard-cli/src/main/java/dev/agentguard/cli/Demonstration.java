package dev.agentguard.cli;

import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Approving;
import dev.agentguard.verify.Finding;
import dev.agentguard.verify.Proposal;
import dev.agentguard.verify.Proposing;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Severity;
import dev.agentguard.verify.Target;
import dev.agentguard.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The course of the demo: a fresh copy of the accepted state for each attack, and a look at it. */
final class Demonstration {

  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";
  private static final int MANY = 4;

  private final Path scratch;
  private final boolean colour;
  private final PrintStream out;
  private final Catalogue catalogue = Catalogue.load();
  private final SnapshotReader reader = new SnapshotReader();

  Demonstration(Path scratch, boolean colour, PrintStream out) throws IOException {
    this.scratch = scratch.toRealPath();
    this.colour = colour;
    this.out = out;
  }

  /** Runs the demo; returns how many attacks were missed and how many everyday changes alarmed. */
  int run() throws IOException {
    Path workspace = scratch.resolve("workspace");
    Path home = scratch.resolve("home");
    DemoFiles.write(workspace, home);
    out.println(
        "A scratch workspace and home with the files of Claude Code, Codex, Cursor, Gemini,");
    out.println("VS Code, git and zsh; all of it is accepted now.");
    out.println();
    accept(Target.Kind.WORKSPACE);
    accept(Target.Kind.HOME);
    Path pristine = scratch.resolve("pristine");
    ScratchDirectory.copy(workspace, pristine.resolve("workspace"));
    ScratchDirectory.copy(home, pristine.resolve("home"));
    int wrong = 0;
    int attacks = 0;
    for (DemoAttack attack : DemoAttack.all()) {
      attack.step().apply(workspace, home);
      List<Finding> findings = findings(attack.home() ? Target.Kind.HOME : Target.Kind.WORKSPACE);
      wrong += findings.isEmpty() == attack.harmless() ? 0 : 1;
      attacks += attack.harmless() ? 0 : 1;
      print(attack, findings);
      ScratchDirectory.mirror(pristine.resolve("workspace"), workspace);
      ScratchDirectory.mirror(pristine.resolve("home"), home);
    }
    out.println(
        wrong == 0
            ? "All " + attacks + " attacks were found, and the everyday changes were let pass."
            : wrong + " of these went wrong.");
    out.println("Nothing of this is left on the disk.");
    return wrong;
  }

  private AcceptedState state(Target.Kind kind) throws IOException {
    Path home = scratch.resolve("home");
    Path root = kind == Target.Kind.HOME ? home : scratch.resolve("workspace");
    return AcceptedState.open(
        new Target(kind, root, home, Map.of()), stateDirectory(), Files.getOwner(scratch));
  }

  private Path stateDirectory() {
    return scratch.resolve("state");
  }

  private void accept(Target.Kind kind) throws IOException {
    StateDirectory directory =
        StateDirectory.open(stateDirectory(), Files.getOwner(scratch), new SecureRandom());
    AcceptedState state = state(kind);
    Proposal proposal =
        new Proposing(catalogue, state, reader).propose(new Proposing.Request(Set.of(), false));
    new Approving(state, directory, reader, new SecureRandom())
        .accept(
            proposal, new Approving.Act(ApprovalSigner.unsigned("demo"), "demo", Instant.now()));
  }

  private List<Finding> findings(Target.Kind kind) throws IOException {
    Report report = new Verification(catalogue, state(kind), reader, Severity.LOW).run();
    return report.findings().stream().filter(Finding::fails).toList();
  }

  private void print(DemoAttack attack, List<Finding> findings) {
    out.println(styled(BOLD, attack.title()) + " (" + attack.record() + ")");
    for (Finding finding : findings) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      out.println(
          "  found: "
              + styled(RED, severity + ", " + finding.kind().id())
              + ": "
              + Escaping.escape(finding.path())
              + ": "
              + finding.detail());
      print(finding.keys());
      for (Sighting sighting : finding.hidden()) {
        out.println("           line " + sighting.line() + ": hidden text: " + sighting.decoded());
      }
    }
    if (findings.isEmpty()) {
      out.println(
          attack.harmless()
              ? styled(GREEN, "  silent: everything that matters is as accepted")
              : styled(RED, "  missed"));
    }
    out.println();
  }

  private void print(List<KeyChange> keys) {
    int shown = 0;
    for (KeyChange key : keys) {
      if (++shown > MANY) {
        out.println("           and " + (keys.size() - MANY) + " more keys");
        return;
      }
      out.println(
          "           "
              + Escaping.escape(key.key())
              + ": "
              + key.before().orElse("(nothing)")
              + " -> "
              + key.after().orElse("(nothing)"));
    }
  }

  private String styled(String style, String text) {
    return colour ? style + text + PLAIN : text;
  }
}
