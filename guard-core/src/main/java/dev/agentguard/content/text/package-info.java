/**
 * Text that people have to judge: what in it they cannot see, and how it is shown to them safely.
 *
 * <p>{@link dev.agentguard.content.text.Escaping} stands between every name or content that came
 * from a file and every terminal, report or log.
 *
 * <p>Nothing here reads files, keeps state or depends on another package of guard; everything may
 * be used from any thread.
 */
package dev.agentguard.content.text;
