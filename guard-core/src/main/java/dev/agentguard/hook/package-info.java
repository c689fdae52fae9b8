/**
 * Git hooks that run guard: where git would run them from, the marked lines that call guard in
 * them, and putting those in and taking them out again without a trace.
 *
 * <p>Entry types: {@link dev.agentguard.hook.Hooks}, which is opened for one work tree, and {@link
 * dev.agentguard.hook.HookStatus}. Nothing here runs git or a hook; git's configuration is read
 * with guard's own parser. What is in the way is a {@link dev.agentguard.hook.HookException}, and
 * then nothing has been written.
 *
 * <p>Not safe for use by several threads.
 */
@NullMarked
package dev.agentguard.hook;

import org.jspecify.annotations.NullMarked;
