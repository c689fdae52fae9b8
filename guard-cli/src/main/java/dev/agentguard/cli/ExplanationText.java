package dev.agentguard.cli;

import dev.agentguard.content.closure.Member;
import dev.agentguard.content.closure.Uncoverable;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Guard;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Explanation;
import java.util.List;
import java.util.Locale;

/** The text of an explanation, for people. */
final class ExplanationText {

  private static final int MOST = 40;

  private final Paragraph paragraph;

  ExplanationText(Paragraph paragraph) {
    this.paragraph = paragraph;
  }

  void append(StringBuilder text, Explanation explanation) {
    text.append(Escaping.escape(explanation.path()));
    text.append("  (").append(explanation.there()).append(")\n");
    if (explanation.protections().isEmpty()) {
      text.append("  No surface names it: a change of it is not a finding.\n");
    }
    for (Explanation.Protection protection : explanation.protections()) {
      protection(text, protection);
    }
  }

  private void protection(StringBuilder text, Explanation.Protection protection) {
    Surface surface = protection.surface();
    text.append("  ").append(surface.id()).append(" (").append(surface.toolTitle()).append("): ");
    text.append(SurfacesCommand.label(surface)).append('\n');
    line(text, "why", surface.why());
    if (!protection.because().isEmpty()) {
      line(text, "because", Escaping.escape(protection.because()) + " leads to it");
    }
    line(text, "guarded", guarded(surface.guard(), protection.because()));
    line(text, "change", consequence(protection));
    for (Effect effect : Effect.values()) {
      List<String> patterns = surface.keys().of(effect);
      if (!patterns.isEmpty()) {
        line(text, lower(effect), String.join(", ", patterns));
      }
    }
    if (!protection.unparsable().isEmpty()) {
      line(text, "in it", "it is not read as its tools read it: " + protection.unparsable());
    }
    List<Explanation.GuardedKey> keys = protection.keys();
    for (Explanation.GuardedKey key : keys.subList(0, Math.min(MOST, keys.size()))) {
      line(text, "in it", Escaping.escape(key.key()) + " (" + lower(key.effect()) + ")");
    }
    if (keys.size() > MOST) {
      line(text, "in it", keys.size() - MOST + " more keys; --format json lists them");
    }
    for (Member member : protection.closure().members()) {
      line(text, "leads to", Escaping.escape(member.path()) + " (" + lower(member.role()) + ")");
    }
    for (Uncoverable gap : protection.closure().gaps()) {
      line(text, "not covered", Escaping.escape(gap.text()) + ": " + gap.reason().sentence());
    }
  }

  private void line(StringBuilder text, String label, String content) {
    StringBuilder first = new StringBuilder("    ").append(label);
    while (first.length() < 17) {
      first.append(' ');
    }
    paragraph.append(text, first.toString(), " ".repeat(17), content);
  }

  private static String guarded(Guard guard, String because) {
    if (!because.isEmpty()) {
      return "all its bytes, with the file that leads to it";
    }
    return switch (guard) {
      case WHOLE -> "all its bytes";
      case KEYS -> "only the keys below; the tool rewrites the others all the time";
      case EXCEPT -> "all its keys but those that the tool rewrites all the time";
      case METADATA -> "its kind, mode and owner, but not its content";
    };
  }

  private static String consequence(Explanation.Protection protection) {
    String finding =
        "one that nobody approved is a finding, " + lower(protection.severity()) + " at worst";
    return switch (protection.surface().stance()) {
      case DENY -> finding + "; no agent has a reason to make one";
      case ASK -> finding + "; agents have good reasons to make one, so look and approve";
      case WATCH -> "no finding: ordinary project code, guarded only where a policy says so";
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
