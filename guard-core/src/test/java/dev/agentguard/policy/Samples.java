package dev.agentguard.policy;

import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.CatalogueOf;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small catalogue, and policies of texts. */
final class Samples {

  static final Path FOLDER = Path.of("src/test/resources/dev/agentguard/policy");
  static final Catalogue CATALOGUE = catalogue(FOLDER.resolve("packs"));

  private Samples() {}

  static Catalogue catalogue(Path folder) {
    try {
      return CatalogueOf.folder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Surface surface(String id) {
    return CATALOGUE.surfaces().stream()
        .filter(surface -> surface.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The result of one text a layer; the file is called as its layer, an empty text is no file. */
  static PolicyResult load(String enterprise, String user, String workspace) {
    List<PolicySource> sources = new ArrayList<>();
    add(sources, Layer.ENTERPRISE, enterprise);
    add(sources, Layer.USER, user);
    add(sources, Layer.WORKSPACE, workspace);
    return Policies.combine(sources, List.of(), CATALOGUE.surfaces());
  }

  private static void add(List<PolicySource> sources, Layer layer, String text) {
    if (!text.isEmpty()) {
      sources.add(new PolicySource(layer, layer.name(), text));
    }
  }

  static Policy policy(PolicyResult result) {
    if (result instanceof PolicyResult.Loaded loaded) {
      return loaded.policy();
    }
    throw new AssertionError(problems(result).toString());
  }

  static List<String> problems(PolicyResult result) {
    return result instanceof PolicyResult.Rejected rejected
        ? rejected.problems().stream().map(PolicyProblem::toString).toList()
        : List.of();
  }
}
