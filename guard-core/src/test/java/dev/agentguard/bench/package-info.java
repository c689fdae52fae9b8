/**
 * Micro-benchmarks of what a verification does for each name and each file. {@code mvn -q -Pjmh -pl
 * guard-core process-test-classes} runs them; they are no tests. Whole runs of the program are
 * measured by {@code guard-cli/src/bench/run}.
 */
@NullMarked
package dev.agentguard.bench;

import org.jspecify.annotations.NullMarked;
