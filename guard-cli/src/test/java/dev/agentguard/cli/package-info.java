/** Tests of the command line; they run in process. */
@NullMarked
package dev.agentguard.cli;

import org.jspecify.annotations.NullMarked;
