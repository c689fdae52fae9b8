package dev.agentguard.cli;

import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.content.Digest;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.policy.Policy;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Report;
import dev.agentguard.verify.Target;
import dev.agentguard.verify.Verification;

/** Carries out {@code guard verify}. */
final class VerifyRun {

  private final Surroundings surroundings;

  VerifyRun(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Verifies, prints the report, and returns the exit code. */
  int run(VerifyOptions options) {
    Digest.warmUp();
    Targets targets = new Targets(surroundings);
    Report report =
        options.git().isNone()
            ? onDisk(targets, options)
            : new TreeRun(surroundings, targets, options).run();
    ReportStyle style = new ReportStyle(options.kind(), options.verbose(), surroundings.colour());
    options.format().print(report, style, surroundings);
    return report.exitCode();
  }

  private Report onDisk(Targets targets, VerifyOptions options) {
    Target target = targets.target(options.kind(), options.directory());
    TrustedSigners signers = new SignersFiles(surroundings).trusted(target, options.signers());
    AcceptedState state = targets.openInitialised(target, signers);
    Policy policy = targets.policy(target);
    Catalogue catalogue = targets.catalogue(policy);
    return new Verification(catalogue, state, new SnapshotReader(), policy.failOn().value()).run();
  }
}
