package dev.agentguard.cli;

import dev.agentguard.baseline.TrustedSigners;
import dev.agentguard.content.Digest;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.policy.Policy;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.verify.AcceptedState;
import dev.agentguard.verify.Problem;
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
    Report report = verify(options);
    options.format().print(report, style(options, report), surroundings);
    return report.exitCode();
  }

  /** The same, with a summary. */
  int run(VerifyOptions options, SummaryOption summary) {
    try {
      Report report = verify(options);
      summary.print(report, options.format(), style(options, report), surroundings);
      return report.exitCode();
    } catch (UsageException e) {
      summary.refuse(e, surroundings);
      throw e;
    }
  }

  /** Where unsigned approvals count, a signed one would make them count no longer. */
  private ReportStyle style(VerifyOptions options, Report report) {
    boolean unsigned = !report.signed() && report.revision() > 0 && options.git().base().isEmpty();
    return new ReportStyle(options.kind(), unsigned, options.verbose(), surroundings.colour());
  }

  private Report verify(VerifyOptions options) {
    Digest.warmUp();
    return verify(options, new Targets(surroundings));
  }

  /** Verifies, and prints nothing but what is wrong with policies. */
  Report verify(VerifyOptions options, Targets targets) {
    Report report =
        options.git().isNone()
            ? onDisk(targets, options)
            : new TreeRun(surroundings, targets, options).run();
    requireSigners(report);
    return report;
  }

  /** Without signers every object is one that nobody accepted, which is not what is the matter. */
  private static void requireSigners(Report report) {
    for (Problem problem : report.problems()) {
      if (problem.needsSigners()) {
        throw new UsageException(
            "the approvals of "
                + report.target()
                + " are signed, and nothing says here whose signatures count",
            "guard trust add .guard/allowed_signers trusts the signers of the repository; --base"
                + " REF takes those of a branch");
      }
    }
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
