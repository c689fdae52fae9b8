package dev.agentguard.verify;

import dev.agentguard.baseline.Approval;
import dev.agentguard.baseline.RepositoryId;
import dev.agentguard.baseline.UnverifiedApproval;
import dev.agentguard.baseline.WrongRepositoryException;

/** What makes an approval of a git tree count: the one place to ask for a signature. */
@FunctionalInterface
public interface ApprovalAcceptance {

  /** Accepts every approval for the repository, whoever wrote it. */
  ApprovalAcceptance UNSIGNED = new Unsigned();

  /** What became of an approval. */
  sealed interface Outcome {}

  /** It counts. */
  record Counts(Approval approval) implements Outcome {}

  /**
   * It accepts nothing.
   *
   * @param sentence why, in one clause; text of files in it is escaped
   */
  record Refused(String sentence) implements Outcome {}

  /**
   * Decides about an approval.
   *
   * @param expected the repository that it must be for
   * @param ofBase whether the base has it, so that it was there before the judged change
   */
  Outcome accept(UnverifiedApproval approval, RepositoryId expected, boolean ofBase)
      throws WrongRepositoryException;

  /** {@link #UNSIGNED}; a class, because a lambda would be linked at every start. */
  final class Unsigned implements ApprovalAcceptance {
    private Unsigned() {}

    @Override
    public Outcome accept(UnverifiedApproval approval, RepositoryId expected, boolean ofBase)
        throws WrongRepositoryException {
      return new Counts(approval.acceptUnsigned(expected));
    }
  }
}
