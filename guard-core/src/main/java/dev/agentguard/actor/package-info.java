/**
 * Who calls guard: a person, or one of the agents that the catalogue knows.
 *
 * <p>{@link dev.agentguard.actor.ProcessTable} is what the system tells of one process, {@link
 * dev.agentguard.actor.ProcessTree} follows parents up to the first process, {@link
 * dev.agentguard.actor.Agents} knows what agents look like, and {@link
 * dev.agentguard.actor.Callers} makes one {@link dev.agentguard.actor.Caller} of it all. The rules
 * are in {@code docs/callers.md}, and what they cannot see is in {@code docs/limits.md}.
 *
 * <p>Nothing here is kept: each question looks at the processes of that moment. All values are
 * immutable and may be shared between threads.
 */
@NullMarked
package dev.agentguard.actor;

import org.jspecify.annotations.NullMarked;
