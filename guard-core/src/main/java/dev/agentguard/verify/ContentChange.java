package dev.agentguard.verify;

import dev.agentguard.baseline.ContentEntry;
import dev.agentguard.baseline.Entry;
import dev.agentguard.baseline.FileEntry;
import dev.agentguard.baseline.KeysEntry;
import dev.agentguard.content.format.Documents;
import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.format.KeyMeaning;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.Projection;
import dev.agentguard.content.format.UnparsableException;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the difference between an accepted and a present content amounts to.
 *
 * @param keys the keys that differ, credentials masked; none if the content has no keys, or the
 *     accepted content was not kept
 * @param severity the worst that the keys do, or what the surface does if there are none
 * @param loosens whether all that changed are gates
 */
record ContentChange(List<KeyChange> keys, Severity severity, boolean loosens) {

  /** Compares an object with what is accepted for it, if anything is. */
  static ContentChange of(Inspected object, Optional<Entry> accepted, AcceptedContents contents) {
    Surface surface = object.surface();
    Projection now = present(object);
    Projection before =
        accepted.isEmpty() ? Projection.EMPTY : kept(object, accepted.get(), contents);
    if (now == null || before == null) {
      return new ContentChange(
          List.of(),
          Severity.of(surface.effect(), surface),
          surface.effect() == Effect.LOOSENS && accepted.isPresent());
    }
    return of(surface, before.changes(now));
  }

  /** What the removal of an object amounts to. */
  static ContentChange ofRemoval(Surface surface, Entry accepted, AcceptedContents contents) {
    Projection before = kept(surface, accepted, contents);
    if (before == null) {
      return new ContentChange(List.of(), Severity.of(surface.effect(), surface), false);
    }
    return of(surface, before.changes(Projection.EMPTY));
  }

  private static ContentChange of(Surface surface, List<KeyChange> changes) {
    KeyMeaning meaning = KeyMeaning.of(surface.format(), surface.keys());
    List<KeyChange> shown = new ArrayList<>(changes.size());
    Severity worst = Severity.LOW;
    boolean loosens = !changes.isEmpty();
    for (KeyChange change : changes) {
      Effect effect = meaning.effectOf(change.key(), surface.effect());
      shown.add(effect == Effect.SECRET ? change.masked() : change);
      boolean churn =
          meaning.isChurn(change.key())
              && meaning.effectOf(change.key(), Effect.SECRET) == Effect.SECRET;
      worst = worst.or(churn ? Severity.LOW : Severity.of(effect, surface));
      loosens &= effect == Effect.LOOSENS;
    }
    if (surface.format() == Format.MARKDOWN) {
      // The text counts too, not only the keys of the front matter.
      worst = worst.or(Severity.of(surface.effect(), surface));
      loosens = false;
    }
    return new ContentChange(shown, worst, loosens);
  }

  private static @Nullable Projection present(Inspected object) {
    if (object.reading() instanceof Inspected.Keys keys) {
      return keys.projection();
    }
    if (object.reading() instanceof Inspected.Whole whole && whole.document() != null) {
      return whole(object.surface(), whole.document());
    }
    return null;
  }

  private static @Nullable Projection kept(
      Inspected object, Entry accepted, AcceptedContents contents) {
    return kept(object.surface(), accepted, contents);
  }

  private static @Nullable Projection kept(
      Surface surface, Entry accepted, AcceptedContents contents) {
    if (!(accepted instanceof ContentEntry entry) || !surface.format().keyed()) {
      return null;
    }
    Optional<byte[]> bytes = contents.find(entry.digest());
    if (bytes.isEmpty()) {
      return null;
    }
    try {
      if (entry instanceof KeysEntry) {
        return Projection.parseCanonical(bytes.get());
      }
      if (entry instanceof FileEntry) {
        Node document = Documents.parse(surface.format(), bytes.get());
        return surface.guard() == Guard.WHOLE
            ? whole(surface, document)
            : Projection.of(surface.format(), surface.guard(), surface.keys(), document);
      }
    } catch (UnparsableException e) {
      return null;
    }
    return null;
  }

  private static Projection whole(Surface surface, Node document) {
    return Projection.of(surface.format(), Guard.WHOLE, surface.keys(), document);
  }
}
