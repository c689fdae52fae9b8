package dev.agentguard.cli;

import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Kind;
import dev.agentguard.surface.Pack;
import dev.agentguard.surface.Stance;
import dev.agentguard.surface.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guard surfaces}: lists what is protected, and why. */
@Command(name = "surfaces", description = "List what is protected, and why.")
final class SurfacesCommand implements Callable<Integer> {

  /** The formats of lists that are no reports. */
  enum ListFormat {
    TEXT,
    JSON
  }

  /** Packs with those of their surfaces that were asked for. */
  private record Selection(Pack pack, List<Surface> surfaces) {}

  private final Surroundings surroundings;

  @Option(
      names = "--tool",
      paramLabel = "TOOL",
      description = "Only this tool, such as claude-code; may be given several times.")
  private List<String> tools = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only this kind, such as hooks or mcp; may be given several times.")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--effect",
      paramLabel = "EFFECT",
      description = "Only this effect: executes, loosens, steers, secret; may be repeated.")
  private List<String> effects = new ArrayList<>();

  @Option(
      names = "--stance",
      paramLabel = "STANCE",
      description = "Only what is treated so: deny, ask, watch.")
  private @Nullable String stance;

  @Option(
      names = "--recalled",
      description = "Only facts that nobody has checked against the tool yet.")
  private boolean recalled;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  private String format = "text";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  SurfacesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<ListFormat> form = Names.one("format", ListFormat.class, format);
    List<Selection> selected = select(Catalogue.load().packs());
    if (form.equals(Optional.of(ListFormat.JSON))) {
      json(selected);
    } else {
      text(selected);
    }
    return 0;
  }

  private List<Selection> select(List<Pack> packs) {
    List<Kind> wantedKinds = Names.all("kind", Kind.class, kinds);
    List<Effect> wantedEffects = Names.all("effect", Effect.class, effects);
    Optional<Stance> wantedStance = Names.one("stance", Stance.class, stance);
    checkTools(packs);
    boolean everything =
        wantedKinds.isEmpty() && wantedEffects.isEmpty() && wantedStance.isEmpty() && !recalled;
    List<Selection> selected = new ArrayList<>();
    for (Pack pack : packs) {
      if (!tools.isEmpty() && !tools.contains(pack.tool())) {
        continue;
      }
      List<Surface> surfaces = new ArrayList<>();
      for (Surface surface : pack.surfaces()) {
        if ((wantedKinds.isEmpty() || wantedKinds.contains(surface.kind()))
            && (wantedEffects.isEmpty() || wantedEffects.contains(surface.effect()))
            && (wantedStance.isEmpty() || wantedStance.get() == surface.stance())
            && (!recalled || surface.recalled())) {
          surfaces.add(surface);
        }
      }
      if (everything || !surfaces.isEmpty()) {
        selected.add(new Selection(pack, surfaces));
      }
    }
    return selected;
  }

  private void checkTools(List<Pack> packs) {
    List<String> known = new ArrayList<>();
    for (Pack pack : packs) {
      known.add(pack.tool());
    }
    for (String tool : tools) {
      if (!known.contains(tool)) {
        throw Names.unknown("tool", tool, known);
      }
    }
  }

  private void json(List<Selection> selected) {
    JsonDocument.write(
        surroundings.out(),
        json -> {
          json.writeStartObject();
          json.writeStringProperty("format", "guard-surfaces");
          json.writeNumberProperty("version", 1);
          json.writeArrayPropertyStart("packs");
          for (Selection selection : selected) {
            SurfaceJson.pack(json, selection.pack(), selection.surfaces());
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void text(List<Selection> selected) {
    Paragraph paragraph = Paragraph.of(surroundings.environment());
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Selection selection : selected) {
      Pack pack = selection.pack();
      text.append(pack.title()).append(" (").append(pack.tool());
      text.append("), checked ").append(pack.verified()).append('\n');
      for (Surface surface : selection.surfaces()) {
        text.append("  ").append(surface.id().name()).append(": ").append(label(surface));
        text.append('\n');
        for (String path : surface.paths()) {
          text.append("    ").append(path).append('\n');
        }
        paragraph.append(text, "      ", "      ", surface.why());
        count++;
      }
      for (Pack.Uncovered uncovered : pack.uncovered()) {
        paragraph.append(
            text, "  not covered: ", "    ", uncovered.what() + ". " + uncovered.why());
      }
      text.append('\n');
    }
    text.append(count).append(count == 1 ? " surface" : " surfaces").append(" of ");
    text.append(selected.size()).append(selected.size() == 1 ? " tool\n" : " tools\n");
    surroundings.out().print(text);
    surroundings.out().flush();
  }

  /** The words that classify a surface. */
  static String label(Surface surface) {
    StringBuilder label = new StringBuilder();
    label.append(lower(surface.kind())).append(", ").append(lower(surface.effect()));
    label.append(surface.gated() ? " behind a prompt" : "");
    if (surface.stance() != Stance.DENY) {
      label.append(", ").append(lower(surface.stance()));
    }
    return label.append(surface.recalled() ? ", recalled" : "").toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
