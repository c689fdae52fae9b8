package dev.agentguard.baseline;

import dev.agentguard.baseline.signature.SshSignature;
import dev.agentguard.baseline.signature.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An approval that was read but that nobody has vouched for. It is well formed and no more:
 * everything that it says is alleged, and no comparison or restore may use it. {@link #verify}
 * makes it an {@link Approval}, and so does {@link #acceptUnsigned} where nobody is trusted to
 * sign.
 */
public final class UnverifiedApproval {

  /** How far a signer's clock may be ahead of ours. */
  private static final Duration SKEW = Duration.ofHours(1);

  private final String file;
  private final byte[] text;
  private final Statement alleged;
  private final @Nullable SshSignature signature;

  private UnverifiedApproval(
      String file, byte[] text, Statement alleged, @Nullable SshSignature signature) {
    this.file = file;
    this.text = text;
    this.alleged = alleged;
    this.signature = signature;
  }

  /**
   * Reads the text of an approval.
   *
   * @param file the name by which messages and findings call it
   */
  public static UnverifiedApproval parse(String file, byte[] bytes) throws ApprovalFormatException {
    return parse(file, bytes, null);
  }

  /** Reads the text of an approval that has a signature. */
  static UnverifiedApproval parse(String file, byte[] bytes, @Nullable SshSignature signature)
      throws ApprovalFormatException {
    Statement statement = StatementParser.parse(file, bytes);
    return new UnverifiedApproval(file, bytes.clone(), statement, signature);
  }

  /** The name by which messages and findings call it. */
  public String file() {
    return file;
  }

  /** What it says. */
  public Statement alleged() {
    return alleged;
  }

  /** What it says that it is for. */
  public RepositoryId allegedRepository() {
    return alleged.repository();
  }

  /** The revision that it claims. */
  public int allegedRevision() {
    return alleged.revision();
  }

  /** Who it says signed it. */
  public String allegedSigner() {
    return alleged.signer();
  }

  /** Whether it comes with a signature, whatever that is worth. */
  public boolean hasSignature() {
    return signature != null;
  }

  /** Whether another approval has the same name, says the same, and has the same signature. */
  public boolean isSameAs(UnverifiedApproval other) {
    return file.equals(other.file)
        && Arrays.equals(text, other.text)
        && Arrays.equals(armoured(), other.armoured());
  }

  private byte[] armoured() {
    return signature == null ? new byte[0] : signature.armoured();
  }

  /**
   * Accepts it if a trusted signer vouches for it, and it is for the expected repository.
   *
   * <p>The key must have been trusted at the time that the approval states. Whoever has an old key
   * can state an old time, so an approval that nobody has looked at before must be by a key that is
   * trusted now as well.
   *
   * @param now the present
   * @param isNew whether it is to be taken for new, and not for one that a reviewed branch has
   * @throws UntrustedApprovalException if it has no signature, or one that does not count
   */
  public Approval verify(RepositoryId expected, TrustedSigners signers, Instant now, boolean isNew)
      throws WrongRepositoryException, UntrustedApprovalException {
    checkRepository(expected);
    if (signature == null) {
      throw new UntrustedApprovalException(file, "nobody has signed it");
    }
    if (alleged.time().isAfter(now.plus(SKEW))) {
      throw new UntrustedApprovalException(
          file, "it says that it was made in the future, " + alleged.time());
    }
    Trust.Signed trust = judge(signers, alleged.time());
    if (isNew) {
      judge(signers, now);
    }
    return new Approval(file, alleged, trust);
  }

  private Trust.Signed judge(TrustedSigners signers, Instant at) throws UntrustedApprovalException {
    Verdict verdict = signers.judge(Objects.requireNonNull(signature), text, alleged.signer(), at);
    if (verdict instanceof Verdict.Trusted trusted) {
      return new Trust.Signed(trusted.principal(), trusted.key().fingerprint());
    }
    throw new UntrustedApprovalException(file, ((Verdict.Refused) verdict).detail());
  }

  /** Accepts it without a signature, if it is for the expected repository. */
  public Approval acceptUnsigned(RepositoryId expected) throws WrongRepositoryException {
    checkRepository(expected);
    return new Approval(file, alleged, Trust.UNSIGNED);
  }

  private void checkRepository(RepositoryId expected) throws WrongRepositoryException {
    if (!alleged.repository().equals(expected)) {
      throw new WrongRepositoryException(file, expected, alleged.repository());
    }
  }
}
