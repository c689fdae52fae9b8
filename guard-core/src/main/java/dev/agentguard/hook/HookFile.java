package dev.agentguard.hook;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of hooks as it was read: nothing, or a regular file with one name.
 *
 * @param file where it is
 * @param script its text; nothing if it is not there
 * @param executable whether its owner may execute it
 */
record HookFile(Path file, Optional<HookScript> script, boolean executable) {

  private static final int LARGEST = 1 << 20;

  /**
   * Reads a file.
   *
   * @throws HookException if something else has the name
   */
  static HookFile read(Path file) throws HookException {
    Snapshot snapshot = new SnapshotReader().keepUpTo(LARGEST, file);
    if (snapshot instanceof Snapshot.Absent) {
      return new HookFile(file, Optional.empty(), false);
    }
    if (!(snapshot instanceof Snapshot.RegularFile found)) {
      throw new HookException(what(snapshot) + ", and guard changes regular files only").in(file);
    }
    if (found.content() == null) {
      throw new HookException("larger than " + LARGEST + " bytes").in(file);
    }
    if (found.metadata().links() > 1) {
      throw new HookException("a file with several names (hard links)").in(file);
    }
    HookScript script = HookScript.of(found.kept().bytes());
    return new HookFile(file, Optional.of(script), found.executable());
  }

  private static String what(Snapshot snapshot) {
    if (snapshot instanceof Snapshot.Link) {
      return "a symbolic link";
    }
    if (snapshot instanceof Snapshot.Special special) {
      return "a " + special.what();
    }
    return snapshot instanceof Snapshot.Unreadable unreadable ? unreadable.reason() : "a directory";
  }

  /** Guard's lines in it. */
  Optional<MarkedLines> marked() throws HookException {
    try {
      return script.isEmpty() ? Optional.empty() : script.get().marked();
    } catch (HookException e) {
      throw e.in(file);
    }
  }
}
