package dev.agentguard.baseline;

import dev.agentguard.baseline.signature.AllowedSigner;
import dev.agentguard.baseline.signature.AllowedSigners;
import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;
import dev.agentguard.baseline.signature.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody whose approvals count, from all files that say so. None of these files is part of what
 * is judged: whoever could change that could add a signer.
 */
public final class TrustedSigners {

  /** What signatures of approvals are made for, and keys may be limited to. */
  public static final String NAMESPACE = "guard";

  /** No file says who is trusted. */
  public static final TrustedSigners NONE = new TrustedSigners(List.of());

  private final List<AllowedSigners> files;

  private TrustedSigners(List<AllowedSigners> files) {
    this.files = List.copyOf(files);
  }

  /** The signers of some files together. */
  public static TrustedSigners of(List<AllowedSigners> files) {
    return new TrustedSigners(files);
  }

  /**
   * Whether a file says who is trusted, if only that nobody is. Where none does, signatures cannot
   * be asked for.
   */
  public boolean areKnown() {
    return !files.isEmpty();
  }

  /** Whether a key is trusted for approvals in somebody's name. */
  public boolean include(SshPublicKey key, String principal, Instant at) {
    for (AllowedSigners file : files) {
      for (AllowedSigner line : file.lines()) {
        if (line.trusts(key, NAMESPACE, principal, at)) {
          return true;
        }
      }
    }
    return false;
  }

  /** These and others. */
  public TrustedSigners and(AllowedSigners file) {
    List<AllowedSigners> more = new ArrayList<>(files);
    more.add(file);
    return new TrustedSigners(more);
  }

  /**
   * Whether a signature is by somebody who was trusted at a time. If it is not, the file that knows
   * most about the key says why.
   */
  Verdict judge(SshSignature signature, byte[] text, String principal, Instant at) {
    Verdict.Refused closest =
        new Verdict.Refused(Verdict.Reason.UNKNOWN_KEY, "no signer is trusted");
    for (AllowedSigners file : files) {
      Verdict verdict = file.judge(signature, text, NAMESPACE, principal, at);
      if (verdict instanceof Verdict.Trusted) {
        return verdict;
      }
      if (verdict instanceof Verdict.Refused refused
          && closest.reason() == Verdict.Reason.UNKNOWN_KEY) {
        closest = refused;
      }
    }
    return closest;
  }
}
