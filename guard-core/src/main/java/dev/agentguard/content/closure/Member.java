package dev.agentguard.content.closure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content belongs to the meaning of a configuration.
 *
 * <p>It need not exist: a script that is missing is a member, because it would run once somebody
 * creates it.
 *
 * @param path with slashes: relative to the workspace if it is inside, {@code ~/...} if it is
 *     inside the home directory, absolute otherwise
 * @param role what the file is to the command
 * @param because the command or file that led here, as found (not escaped)
 */
public record Member(String path, Role role, String because) {

  public Member {
    Objects.requireNonNull(path);
    Objects.requireNonNull(role);
    Objects.requireNonNull(because);
  }

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Member that
        && path.equals(that.path)
        && role == that.role
        && because.equals(that.because);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
