/**
 * What guard does about a finding: the layers of settings, and which of them decided.
 *
 * <p>In the flow this room is behind {@code verify}. {@link dev.agentguard.policy.Policies} reads
 * the policy files that {@link dev.agentguard.policy.PolicyLocations} names and answers with a
 * {@link dev.agentguard.policy.PolicyResult}: either a {@link dev.agentguard.policy.Policy}, or all
 * problems of all files at once. Whoever reloads keeps the policy it has when the new one is
 * rejected. Every answer of a policy is a {@link dev.agentguard.policy.Ruling}, which names its
 * source. The format is in {@code docs/policy.md}.
 *
 * <p>Policies are immutable and safe for use by many threads. The classes of the TOML parser are
 * loaded only when a policy file exists.
 */
@NullMarked
package dev.agentguard.policy;

import org.jspecify.annotations.NullMarked;
