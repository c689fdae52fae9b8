/**
 * The accepted state: what each protected path may hold, and the approvals that said so.
 *
 * <p>Bytes become an {@link dev.agentguard.baseline.UnverifiedApproval}, which says only what
 * somebody alleges. Accepting it gives an {@link dev.agentguard.baseline.Approval}, and approvals
 * merge into a {@link dev.agentguard.baseline.Baseline}, which is all that a comparison sees. A
 * repository keeps its approvals in itself ({@link dev.agentguard.baseline.ApprovalDirectory},
 * {@link dev.agentguard.baseline.RepositoryFile}); what is not the repository's own content is
 * accepted in the user's {@link dev.agentguard.baseline.StateDirectory}, which also holds the
 * {@link dev.agentguard.baseline.Vault} of accepted contents. The format is described in {@code
 * docs/approvals.md}.
 *
 * <p>In the flow this is the stage after {@code content} and before {@code verify}. It knows
 * neither the watcher nor the service.
 *
 * <p>All values are immutable and may be shared between threads. Directories and the vault hold no
 * state in memory; several processes may use the same one at a time.
 */
package dev.agentguard.baseline;
