/**
 * The comparison of what is there with what is accepted.
 *
 * <p>In the flow this room is behind {@code content} and before {@code policy}. {@link
 * dev.agentguard.verify.Verification} is the entry: it makes a survey of a target (searching it,
 * reading what is found, following links, includes and commands), judges every object against the
 * {@link dev.agentguard.baseline.Baseline}, and answers with a {@link dev.agentguard.verify.Report}
 * of {@link dev.agentguard.verify.Finding}s. It changes nothing.
 *
 * <p>A verification runs on one thread and lets others help with searching and reading; the results
 * are immutable.
 */
@NullMarked
package dev.agentguard.verify;

import org.jspecify.annotations.NullMarked;
