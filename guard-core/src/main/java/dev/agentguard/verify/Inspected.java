package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.Projection;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Surface;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A protected object as it was found and read.
 *
 * @param path its name in baselines and reports
 * @param file where it is
 * @param surface what protects it
 * @param role why it is looked at
 * @param because for anything but a named object: the path that leads to it
 * @param snapshot what was there
 * @param reading what its content means
 */
record Inspected(
    String path,
    Path file,
    Surface surface,
    Role role,
    String because,
    Snapshot snapshot,
    Reading reading) {

  /** Why an object is looked at. */
  enum Role {
    /** A pattern of its surface names it. */
    NAMED,
    /** A link in a place through which protected files are reached. */
    ON_THE_WAY,
    /** A setting of another protected file says that it belongs to the same surface. */
    DERIVED,
    /** A command or reference of another protected file leads to it. */
    CLOSURE
  }

  /** What the content of an object means. */
  sealed interface Reading {}

  /** Bytes, of which all count. */
  record Whole(@Nullable Node document) implements Reading {}

  /** Keys, of which some count. */
  record Keys(Projection projection, @Nullable Node document) implements Reading {}

  /** Content that does not count. */
  record Ignored() implements Reading {}

  /** Content that its consumer would not read, or would read differently from another consumer. */
  record Unparsable(String reason) implements Reading {}

  /**
   * The object without its content, which is needed while the survey follows what it leads to, and
   * again only if it is not as accepted. Git's small files keep theirs.
   */
  Inspected light() {
    if (!(snapshot instanceof Snapshot.RegularFile regular)
        || regular.content() == null
        || surface.format() == Format.GITCONFIG
        || Derivations.isPointer(file)) {
      return this;
    }
    Reading rest =
        reading instanceof Keys keys
            ? new Keys(keys.projection(), null)
            : reading instanceof Whole ? new Whole(null) : reading;
    Snapshot bare = new Snapshot.RegularFile(regular.metadata(), regular.digest(), null);
    return new Inspected(path, file, surface, role, because, bare, rest);
  }

  /** Whether the object protects nothing: an absent file, or one without a guarded key. */
  boolean isEmpty() {
    return snapshot instanceof Snapshot.Absent
        || reading instanceof Keys keys && keys.projection().isEmpty();
  }
}
