package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.format.Documents;
import dev.agentguard.content.format.KeyMeaning;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.Projection;
import dev.agentguard.content.format.UnparsableException;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.Kind;
import dev.agentguard.surface.Located;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Inspected.Role;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Reads an object once and understands its content as far as its surface needs. Safe for use by
 * many threads.
 */
final class Inspector {

  /** Longer texts are protected, but not looked into: 1 MiB. */
  private static final int TEXT_LIMIT = 1 << 20;

  private final SnapshotReader reader;

  /** By identity: the catalogue has each surface once. */
  private final Map<Surface, KeyMeaning> meanings =
      Collections.synchronizedMap(new IdentityHashMap<>());

  Inspector(SnapshotReader reader) {
    this.reader = reader;
  }

  Inspected inspect(Located located) {
    Role role = located.way() == Located.Way.ON_THE_WAY ? Role.ON_THE_WAY : Role.NAMED;
    return inspect(located.path(), located.file(), located.surface(), role, "");
  }

  Inspected inspect(String path, Path file, Surface surface, Role role, String because) {
    if (surface.guard() == Guard.METADATA && role != Role.CLOSURE) {
      return new Inspected(
          path, file, surface, role, because, reader.look(file), new Inspected.Ignored());
    }
    if (role == Role.CLOSURE) {
      // What a command runs is not in the format of the file that names it.
      return new Inspected(
          path, file, surface, role, because, reader.digest(file), new Inspected.Whole(null));
    }
    boolean keep = needsContent(surface) || Derivations.isPointer(file);
    Snapshot snapshot =
        !keep
            ? reader.digest(file)
            : isText(surface) ? reader.keepUpTo(TEXT_LIMIT, file) : reader.keep(file);
    return new Inspected(path, file, surface, role, because, snapshot, read(surface, snapshot));
  }

  /** Git's pointer files have no format, and say where to look further. */
  private static boolean needsContent(Surface surface) {
    return surface.format() != Format.BYTES
        || surface.effect() == Effect.STEERS
        || surface.kind() == Kind.GIT;
  }

  /** Text that is looked into for what it leads to; its bytes are what is protected. */
  private static boolean isText(Surface surface) {
    return surface.guard() == Guard.WHOLE
        && (surface.format() == Format.MARKDOWN
            || surface.format() == Format.SHELL
            || surface.format() == Format.LINES
            || surface.format() == Format.BYTES);
  }

  /** The object as it is now, with its content. */
  Inspected again(Inspected object) {
    return inspect(object.path(), object.file(), object.surface(), object.role(), object.because());
  }

  /** The compiled rules of a surface: thousands of files may have it. */
  private KeyMeaning meaning(Surface surface) {
    KeyMeaning meaning = meanings.get(surface);
    if (meaning == null) {
      // Two threads may both make one; the objects are equal and immutable.
      meaning = KeyMeaning.of(surface.format(), surface.keys());
      meanings.put(surface, meaning);
    }
    return meaning;
  }

  private Inspected.Reading read(Surface surface, Snapshot snapshot) {
    if (!(snapshot instanceof Snapshot.RegularFile file)
        || file.content() == null
        || !surface.format().keyed()) {
      return new Inspected.Whole(null);
    }
    try {
      Node document = Documents.parse(surface.format(), file.kept().bytes());
      if (surface.guard() == Guard.WHOLE) {
        return new Inspected.Whole(document);
      }
      Projection projection =
          Projection.of(surface.format(), surface.guard(), meaning(surface), document);
      return new Inspected.Keys(projection, document);
    } catch (UnparsableException e) {
      return new Inspected.Unparsable(String.valueOf(e.getMessage()));
    }
  }
}
