package dev.agentguard.cli;

import dev.agentguard.baseline.AbsentEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.Statement;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Approving;
import dev.agentguard.verify.Problem;
import dev.agentguard.verify.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import picocli.CommandLine.Option;

/** What {@code guard init} and {@code guard approve} have in common. */
final class ApprovalOptions {

  @Option(
      names = "--unsigned",
      description =
          "Write approvals without a signature: whoever can write to the workspace can write them"
              + " too.")
  private boolean unsigned;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private String reason = "";

  /** Signatures are not there yet, and an approval without one has to be wanted. */
  void requireUnsigned() {
    if (!unsigned) {
      throw new UsageException(
          "this version cannot sign approvals",
          "--unsigned writes them without a signature; they then stop accidents and honest agents, not"
              + " an attacker who knows guard");
    }
  }

  String reason(String otherwise) {
    String given = reason.isEmpty() ? otherwise : reason;
    if (!Statement.isReason(given)) {
      throw new UsageException("the reason is too long, or not text");
    }
    return given;
  }

  String signer(Surroundings surroundings) {
    String user = surroundings.environment().getOrDefault("USER", "");
    return Statement.isSigner(user) ? user : "unknown";
  }

  Instant now() {
    return Instant.now();
  }

  Approving.Result approve(Targets targets, AcceptedState state, Approving.Request request) {
    try {
      return new Approving(
              targets.catalogue(state.target()),
              state,
              targets.state(),
              new SnapshotReader(),
              new SecureRandom())
          .approve(request);
    } catch (IOException e) {
      throw Targets.failure(e);
    }
  }

  /** Says what was accepted and what was not; returns the exit code. */
  static int print(
      Surroundings surroundings, Target target, Approving.Result result, boolean first) {
    PrintStream out = surroundings.out();
    for (Entry entry : result.accepted()) {
      String verb = entry instanceof AbsentEntry ? "accepted the removal of " : "accepted ";
      out.println(verb + Escaping.escape(entry.path()));
    }
    int count = result.accepted().size();
    out.println(
        count == 0
            ? first
                ? "nothing protected is there yet; its absence is accepted"
                : "nothing to accept"
            : count + (count == 1 ? " object" : " objects") + " accepted, not signed");
    for (Problem refused : result.refused()) {
      surroundings.error(refused.path(), refused.reason());
    }
    if (!result.refused().isEmpty()) {
      surroundings.hint("guard diff PATH shows it; guard approve --hidden PATH accepts it anyway");
    }
    boolean inRepository = false;
    for (String written : result.written()) {
      inRepository |= written.startsWith(".guard/");
    }
    if (inRepository && target.kind() == Target.Kind.WORKSPACE) {
      surroundings.hint("commit .guard/ with what it accepts");
    }
    return result.refused().isEmpty() ? 0 : 1;
  }
}
