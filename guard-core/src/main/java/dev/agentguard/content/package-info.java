/**
 * The safe reading of single paths.
 *
 * <p>The second room of the flow. {@link dev.agentguard.content.SnapshotReader} turns a path into a
 * {@link dev.agentguard.content.Snapshot}: what was there, with metadata and digest, never through
 * a link, never blocking on a FIFO, never more than a limit. What contents mean is in the rooms
 * below: {@code format} (keys), {@code closure} (what commands lead to) and {@code text} (what a
 * reader does not see).
 */
@NullMarked
package dev.agentguard.content;

import org.jspecify.annotations.NullMarked;
