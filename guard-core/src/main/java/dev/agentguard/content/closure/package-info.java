/**
 * What a command, a server, a script or a rule file refers to: its closure.
 *
 * <p>A configuration file that is unchanged still does something new when the script behind it
 * changes. {@link dev.agentguard.content.closure.ClosureFinder} takes the commands and references
 * of a configuration file as plain strings and answers with a {@link
 * dev.agentguard.content.closure.Closure}: the files whose content belongs to the meaning of the
 * configuration, and everything that no file check can cover, each with its {@link
 * dev.agentguard.content.closure.Reason}.
 *
 * <p>Nothing is ever executed or fetched, and only {@link dev.agentguard.content.closure.Files} is
 * asked about the disk. What a program loads by itself (imports of a Python or JavaScript file,
 * libraries of a binary) is not part of its closure.
 *
 * <p>A finder keeps no state between calls; it may be used from any thread if its {@code Files}
 * may.
 */
package dev.agentguard.content.closure;
