package dev.agentguard.content.closure;

import java.util.Objects;

/**
 * A path in a command.
 *
 * @param path as written, after expansion; a {@link Role#EXECUTABLE} without a slash is a name that
 *     is looked up
 * @param role what the file is to the command
 */
record FileReference(String path, Role role) implements Reference {

  FileReference {
    Objects.requireNonNull(path);
    Objects.requireNonNull(role);
  }
}
