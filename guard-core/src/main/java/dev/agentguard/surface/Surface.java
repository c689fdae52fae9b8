package dev.agentguard.surface;

import java.util.List;

/**
 * A kind of place that is protected, as a pack declares it.
 *
 * @param id its name
 * @param toolTitle the name of its tool for people
 * @param paths path patterns as written in the pack
 * @param except path patterns that are not protected although {@code paths} matches them
 * @param kind what the file is
 * @param effect the worst that a change does
 * @param gated whether it executes only behind a trust prompt
 * @param stance how an unapproved change is treated
 * @param format how the consumer parses it
 * @param guard what of the content is protected
 * @param keys what single keys mean
 * @param commands keys whose values run
 * @param references keys whose values name files that are read
 * @param base what relative commands and references are relative to
 * @param recalled whether nobody has checked the fact against the tool
 * @param why what a change does to the user, one sentence
 */
public record Surface(
    SurfaceId id,
    String toolTitle,
    List<String> paths,
    List<String> except,
    Kind kind,
    Effect effect,
    boolean gated,
    Stance stance,
    Format format,
    Guard guard,
    KeyRules keys,
    List<String> commands,
    List<String> references,
    Base base,
    boolean recalled,
    String why) {

  public Surface {
    paths = List.copyOf(paths);
    except = List.copyOf(except);
    commands = List.copyOf(commands);
    references = List.copyOf(references);
  }

  /** The same surface with another stance. */
  Surface with(Stance other) {
    return other == stance
        ? this
        : new Surface(
            id,
            toolTitle,
            paths,
            except,
            kind,
            effect,
            gated,
            other,
            format,
            guard,
            keys,
            commands,
            references,
            base,
            recalled,
            why);
  }
}
