/**
 * The command line: one class for each command, and the renderers of what commands find.
 *
 * <p>The last room of the flow; nothing imports it. A command takes everything it needs from the
 * process, its streams included, as {@link dev.agentguard.cli.Surroundings}, so that tests run it
 * in process. {@link dev.agentguard.cli.OutputFormat} maps the names of formats to {@link
 * dev.agentguard.cli.ReportRenderer}s. Everything runs on one thread.
 */
@NullMarked
package dev.agentguard.cli;

import org.jspecify.annotations.NullMarked;
