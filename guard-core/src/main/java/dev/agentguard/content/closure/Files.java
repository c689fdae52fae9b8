package dev.agentguard.content.closure;

import java.util.List;
import java.util.Optional;

/**
 * What the search may ask about the disk. Paths are absolute and normal, with slashes.
 *
 * <p>No method follows a symbolic link in the last part of the path; links in the parts before are
 * resolved by the caller, who asks for every part.
 */
public interface Files {

  /** What is at a path. */
  enum Kind {
    MISSING,
    REGULAR,
    DIRECTORY,
    LINK,
    /** A device, a pipe, a socket; or something that may not be looked at. */
    OTHER
  }

  /** What is at a path; {@code OTHER} if that cannot be found out. */
  Kind kind(String path);

  /** Where a symbolic link points, as written in it; empty if that cannot be found out. */
  Optional<String> target(String link);

  /** The names in a directory, sorted; empty if that cannot be found out. */
  List<String> list(String directory);

  /**
   * The text of a regular file; empty if it is longer than {@code limit} bytes, binary or closed.
   */
  Optional<String> read(String path, int limit);
}
