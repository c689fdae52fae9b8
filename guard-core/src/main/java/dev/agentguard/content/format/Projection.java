package dev.agentguard.content.format;

import dev.agentguard.content.Digest;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.KeyRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The guarded part of a document: its guarded keys with the canonical text of their values. Equal
 * projections mean the same to the consumer, however the files are written. The canonical form is
 * specified in {@code docs/content-formats.md}. The values are not masked: a projection of a file
 * with credentials holds them.
 */
public final class Projection {

  /** The projection of an absent file, and of a file without guarded keys. */
  public static final Projection EMPTY = new Projection(new TreeMap<>());

  private final SortedMap<String, String> values;

  private Projection(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /** Keeps the keys that are guarded. */
  public static Projection of(Format format, Guard guard, KeyRules rules, Node document) {
    return of(format, guard, KeyMeaning.of(format, rules), document);
  }

  /** Keeps the keys that are guarded, by rules that are compiled already. */
  public static Projection of(Format format, Guard guard, KeyMeaning meaning, Node document) {
    return new Projection(
        format == Format.GITCONFIG
            ? GitVariables.guarded(guard, meaning, document)
            : new PointerWalk(format, guard, meaning).walk(document));
  }

  /**
   * Reads what {@link #canonical} writes.
   *
   * @throws UnparsableException if the bytes are anything else
   */
  public static Projection parseCanonical(byte[] bytes) throws UnparsableException {
    return new Projection(CanonicalForm.parse(bytes));
  }

  /** The guarded keys with the canonical text of their values, sorted by key. */
  public SortedMap<String, String> values() {
    return values;
  }

  /** Whether no key is guarded. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The canonical form: ASCII, a line for each key; no bytes for an empty projection. */
  public byte[] canonical() {
    return CanonicalForm.print(values).getBytes(StandardCharsets.US_ASCII);
  }

  /** The digest of the canonical form. */
  public Digest digest() {
    return Digest.of(canonical());
  }

  /** The keys whose values are not the same now, sorted by key. */
  public List<KeyChange> changes(Projection now) {
    List<KeyChange> changes = new ArrayList<>();
    TreeMap<String, String> keys = new TreeMap<>(values);
    keys.putAll(now.values);
    for (Map.Entry<String, String> key : keys.entrySet()) {
      Optional<String> before = Optional.ofNullable(values.get(key.getKey()));
      Optional<String> after = Optional.ofNullable(now.values.get(key.getKey()));
      if (!before.equals(after)) {
        changes.add(new KeyChange(key.getKey(), before, after));
      }
    }
    return List.copyOf(changes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Projection projection && values.equals(projection.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The number of keys; not the values, which may hold credentials. */
  @Override
  public String toString() {
    return "projection of " + values.size() + " keys";
  }
}
