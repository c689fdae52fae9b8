package dev.agentguard.baseline;

/**
 * The approvals of one part of what is accepted outside repositories.
 *
 * @param id what its approvals are for; differs between stores, users and machines
 * @param approvals where they are
 */
public record Store(RepositoryId id, ApprovalDirectory approvals) {}
