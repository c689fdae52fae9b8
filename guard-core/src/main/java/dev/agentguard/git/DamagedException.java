package dev.agentguard.git;

import java.nio.file.FileSystemException;

/**
 * Says that something of a repository is not what git makes, or is missing.
 *
 * <p>The reason is for one line: its own words in lower case, text of the repository escaped.
 */
final class DamagedException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  DamagedException(String what, String reason) {
    super(what, null, reason);
  }

  static DamagedException object(ObjectId id, String reason) {
    return new DamagedException(id.hex(), "git object " + id.hex() + " " + reason);
  }

  static DamagedException missing(ObjectId id) {
    return object(id, "is not here; in a partial or shallow clone, git fetch --refetch brings it");
  }
}
