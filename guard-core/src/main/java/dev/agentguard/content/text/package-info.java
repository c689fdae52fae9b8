/**
 * Text that people have to judge: what in it they cannot see, and how it is shown to them safely.
 *
 * <p>{@link dev.agentguard.content.text.HiddenText} and {@link
 * dev.agentguard.content.text.HtmlComments} find what a reader would miss in a file before it is
 * approved. {@link dev.agentguard.content.text.Escaping} stands between every name or content that
 * came from a file and every terminal, report or log. {@link
 * dev.agentguard.content.text.MarkdownLayout} knows which parts of Markdown are code.
 *
 * <p>Nothing here reads files, keeps state or depends on another package of guard; everything may
 * be used from any thread.
 */
package dev.agentguard.content.text;
