package dev.agentguard.verify;

/**
 * Something that kept guard from verifying a path, so that the whole verification is not clean.
 *
 * @param path the place, as in baselines; not escaped
 * @param reason why, in a few words; text of a file in it is escaped
 */
public record Problem(String path, String reason) {}
