package dev.agentguard.cli;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.Statement;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Approving;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Proposal;
import dev.agentguard.verify.Proposing;
import dev.agentguard.verify.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/**
 * One act of accepting: what would be accepted is shown in full, the person says yes, and exactly
 * that is signed and written.
 */
final class ApprovalSession {

  private final Surroundings surroundings;
  private final Targets targets;
  private final Catalogue catalogue;
  private final AcceptedState state;
  private final ApprovalSigner signer;
  private final SnapshotReader reader = new SnapshotReader();

  ApprovalSession(
      Surroundings surroundings, Targets targets, AcceptedState state, ApprovalSigner signer) {
    this.surroundings = surroundings;
    this.targets = targets;
    this.catalogue = targets.catalogue(state.target());
    this.state = state;
    this.signer = signer;
  }

  /** The name for unsigned approvals, of which nothing depends. */
  static ApprovalSigner unsigned(Surroundings surroundings) {
    String user = surroundings.environment().getOrDefault("USER", "");
    return ApprovalSigner.unsigned(Statement.isSigner(user) ? user : "unknown");
  }

  /** What a request would accept. */
  Proposal propose(Proposing.Request request) {
    if (state.baseline().highestRevision() == Statement.MAX_REVISION) {
      throw new UsageException(
          "an approval has the last revision, "
              + Statement.MAX_REVISION
              + ", so that nothing can come after it",
          "guard makes no such approval; take it away");
    }
    try {
      return new Proposing(catalogue, state, reader).propose(request);
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  /** Shows a proposal in full, and asks whether to accept it. */
  boolean confirm(Proposal proposal, Terminal terminal) {
    int count = proposal.entries().size();
    if (count == 0) {
      return true;
    }
    show(proposal, terminal);
    String what = count == 1 ? "this" : "these " + count + " objects";
    String how =
        signer instanceof KeySigner key
            ? "as " + signer.principal() + ", signed with your " + key.description()
            : "without a signature";
    return terminal.confirm("Accept " + what + ' ' + how + "? (yes/no)");
  }

  private void show(Proposal proposal, Terminal terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ApprovalList list = new ApprovalList();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      DifferencePrinter printer = new DifferencePrinter(out);
      new Proposing(catalogue, state, reader)
          .show(
              proposal,
              difference -> {
                printer.print(difference);
                out.flush();
                String text = bytes.toString(StandardCharsets.UTF_8);
                terminal.show(text);
                list.add(difference, text);
                bytes.reset();
              });
      terminal.show(list.text());
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  /** Writes what was proposed, and says so; returns the exit code. */
  int accept(Proposal proposal, String reason, boolean first) {
    try {
      Approving approving = new Approving(state, targets.state(), reader, new SecureRandom());
      Approving.Result result =
          approving.accept(proposal, new Approving.Act(signer, reason, Instant.now()));
      print(result, proposal.refused(), first);
      return proposal.refused().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  private void print(Approving.Result result, List<Problem> refused, boolean first) {
    PrintStream out = surroundings.out();
    for (Entry entry : result.accepted()) {
      String verb = entry instanceof AbsentEntry ? "accepted the removal of " : "accepted ";
      out.println(verb + Escaping.escape(entry.path()));
    }
    int count = result.accepted().size();
    String signed =
        signer instanceof KeySigner
            ? ", signed by " + Escaping.escape(signer.principal())
            : ", not signed";
    out.println(
        count == 0
            ? first
                ? "nothing protected is there yet; its absence is accepted"
                : "nothing to accept"
            : count + (count == 1 ? " object" : " objects") + " accepted" + signed);
    for (Problem problem : refused) {
      surroundings.error(problem.path(), problem.reason());
    }
    if (!refused.isEmpty()) {
      surroundings.hint("guard diff PATH shows it; guard approve --hidden PATH accepts it anyway");
    }
    boolean inRepository = false;
    for (String written : result.written()) {
      inRepository |= written.startsWith(".guard/");
    }
    if (inRepository && state.target().kind() == Target.Kind.WORKSPACE) {
      surroundings.hint("commit .guard/ with what it accepts");
    }
  }
}
