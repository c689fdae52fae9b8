package dev.agentguard.content.closure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileReference that && path.equals(that.path) && role == that.role;
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
