package dev.agentguard.content.text;

/**
 * A comment that a rendered page does not show and a model still reads.
 *
 * @param line where it starts, from 1
 * @param content what is between the marks, unescaped
 * @param closed whether it has an end
 */
public record HtmlComment(int line, String content, boolean closed) {}
