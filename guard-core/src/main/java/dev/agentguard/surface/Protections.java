package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The union of the surfaces that name one path.
 *
 * <p>Two packs may name a file for different reasons ({@code .vscode/settings.json} belongs to the
 * editor and to its extensions). The strictest of them leads: its stance, its guard and its reason;
 * the keys and commands of all are added up.
 */
final class Protections {

  private final Catalogue catalogue;
  private final Map<String, Surface> merged = new ConcurrentHashMap<>();

  Protections(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Surface of(int[] surfaces) {
    if (surfaces.length == 1) {
      return catalogue.surface(surfaces[0]);
    }
    String key = Arrays.toString(surfaces);
    Surface known = merged.get(key);
    if (known == null) {
      known = merge(surfaces);
      merged.put(key, known);
    }
    return known;
  }

  /** The one of several surfaces that leads their union. */
  Surface strictest(int[] indices) {
    Surface lead = catalogue.surface(indices[0]);
    for (int i = 1; i < indices.length; i++) {
      Surface other = catalogue.surface(indices[i]);
      if (isStricter(other, lead)) {
        lead = other;
      }
    }
    return lead;
  }

  private Surface merge(int[] indices) {
    Surface lead = inAFormat(strictest(indices), indices);
    Surface union = lead;
    for (int index : indices) {
      Surface other = catalogue.surface(index);
      if (!other.id().equals(lead.id()) && other.format() == lead.format()) {
        union = union(union, other);
      }
    }
    return union;
  }

  /**
   * All bytes of a file count in every format, so a surface without one takes over that of another,
   * with what the format shows: commands, references, hidden characters.
   */
  private Surface inAFormat(Surface lead, int[] indices) {
    if (lead.format() != Format.BYTES || lead.guard() != Guard.WHOLE) {
      return lead;
    }
    Surface formatted = lead;
    for (int index : indices) {
      Surface other = catalogue.surface(index);
      if (formatted.format() == Format.BYTES && other.format() != Format.BYTES) {
        formatted = withFormat(lead, other);
      }
    }
    return formatted;
  }

  private static Surface withFormat(Surface lead, Surface other) {
    return new Surface(
        lead.id(),
        lead.toolTitle(),
        lead.paths(),
        lead.except(),
        lead.kind(),
        lead.effect(),
        lead.gated(),
        lead.stance(),
        other.format(),
        lead.guard(),
        other.keys(),
        other.commands(),
        other.references(),
        other.base(),
        lead.recalled(),
        lead.why());
  }

  private static boolean isStricter(Surface one, Surface other) {
    if (one.stance() != other.stance()) {
      return one.stance().compareTo(other.stance()) < 0;
    }
    if (one.guard() != other.guard()) {
      return strictness(one.guard()) > strictness(other.guard());
    }
    return one.effect().compareTo(other.effect()) < 0;
  }

  private static int strictness(Guard guard) {
    return switch (guard) {
      case METADATA -> 0;
      case KEYS -> 1;
      case EXCEPT -> 2;
      case WHOLE -> 3;
    };
  }

  private static Surface union(Surface lead, Surface other) {
    KeyRules keys =
        new KeyRules(
            joined(lead.keys().executes(), other.keys().executes()),
            joined(lead.keys().loosens(), other.keys().loosens()),
            joined(lead.keys().steers(), other.keys().steers()),
            joined(lead.keys().secret(), other.keys().secret()),
            lead.keys().churn(),
            lead.keys().closed());
    return new Surface(
        lead.id(),
        lead.toolTitle(),
        lead.paths(),
        lead.except(),
        lead.kind(),
        lead.effect(),
        lead.gated(),
        lead.stance(),
        lead.format(),
        lead.guard(),
        keys,
        joined(lead.commands(), other.commands()),
        joined(lead.references(), other.references()),
        lead.base(),
        lead.recalled(),
        lead.why());
  }

  private static List<String> joined(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    for (String element : other) {
      if (!both.contains(element)) {
        both.add(element);
      }
    }
    return both;
  }
}
