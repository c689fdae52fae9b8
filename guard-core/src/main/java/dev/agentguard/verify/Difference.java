package dev.agentguard.verify;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.surface.Surface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one object differs from what is accepted, in full, for a person to look at.
 *
 * @param path the object, as in baselines
 * @param surface what protects it; nothing if no surface does any more
 * @param before the accepted content; empty if nothing was accepted
 * @param after the present content; empty if it is gone
 * @param keys the guarded keys that differ, for content that is guarded by keys
 * @param notes what else a person should know before accepting it, a sentence each; text of files
 *     in them is escaped
 */
public record Difference(
    String path,
    @Nullable Surface surface,
    Side before,
    Side after,
    List<KeyChange> keys,
    List<String> notes) {

  /** One of the two states. */
  public sealed interface Side {}

  /** Nothing is there, or was accepted. */
  public record Nothing() implements Side {}

  /** Text or bytes, to be taken as UTF-8 for looking at. */
  public record Text(String text) implements Side {}

  /** A link. */
  public record LinkTo(String target) implements Side {}

  /**
   * Something that is not shown.
   *
   * @param reason why
   */
  public record NotShown(String reason) implements Side {}

  public Difference {
    keys = List.copyOf(keys);
    notes = List.copyOf(notes);
  }
}
