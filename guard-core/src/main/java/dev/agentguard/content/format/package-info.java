/**
 * What a configuration file says, apart from how it is written.
 *
 * <p>{@link dev.agentguard.content.format.Documents} turns the bytes of a file into a {@link
 * dev.agentguard.content.format.Node}, strictly and as the consumer of the file does; {@link
 * dev.agentguard.content.format.Projection} keeps the guarded keys of it, in a canonical form that
 * can be digested, stored and compared. {@link dev.agentguard.content.format.KeyPattern} is the key
 * language of {@code docs/packs.md}. The canonical form and the parser rules are in {@code
 * docs/content-formats.md}.
 *
 * <p>Nothing here opens files. All types are immutable and safe for use by several threads; parsing
 * keeps no state between calls. What is refused is an {@link
 * dev.agentguard.content.format.UnparsableException}: the caller treats the file as changed.
 */
@NullMarked
package dev.agentguard.content.format;

import org.jspecify.annotations.NullMarked;
