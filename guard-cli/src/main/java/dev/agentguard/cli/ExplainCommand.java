package dev.agentguard.cli;

import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.verify.Explanation;
import dev.agentguard.verify.Target;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guard explain}: says what protects a path, why, and what a change of it would do. */
@Command(
    name = "explain",
    description = "Say what protects a path, why, and what a change of it would do.")
final class ExplainCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A path: relative, ~/..., or absolute. It need not exist.")
  private List<String> paths = new ArrayList<>();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  private String format = "text";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<SurfacesCommand.ListFormat> form =
        Names.one("format", SurfacesCommand.ListFormat.class, format);
    Catalogue catalogue = Catalogue.load();
    List<Explanation> explanations = new ArrayList<>();
    for (String path : paths) {
      explanations.addAll(explain(catalogue, path));
    }
    if (form.equals(Optional.of(SurfacesCommand.ListFormat.JSON))) {
      ExplanationJson.write(surroundings.out(), explanations);
    } else {
      text(explanations);
    }
    return 0;
  }

  /**
   * One explanation for each name under which the path is protected, or one that says it is not.
   */
  private List<Explanation> explain(Catalogue catalogue, String path) {
    SnapshotReader reader = new SnapshotReader();
    List<Places.Place> places = places(path);
    List<Explanation> explanations = new ArrayList<>();
    for (Places.Place place : places) {
      explanations.add(Explanation.byName(catalogue, place.target(), reader, place.path()));
    }
    Explanation nearest = explanations.get(0);
    explanations.removeIf(explanation -> explanation.protections().isEmpty());
    if (!explanations.isEmpty()) {
      return explanations;
    }
    Target target = places.get(0).target();
    return List.of(
        target.kind() == Target.Kind.SYSTEM
            ? nearest
            : Explanation.bySearch(catalogue, target, reader, nearest.path()));
  }

  private List<Places.Place> places(String path) {
    try {
      return new Places(surroundings).of(path);
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: " + path);
    }
  }

  private void text(List<Explanation> explanations) {
    ExplanationText explanationText = new ExplanationText(Paragraph.of(surroundings.environment()));
    StringBuilder text = new StringBuilder();
    for (Explanation explanation : explanations) {
      text.append(text.isEmpty() ? "" : "\n");
      explanationText.append(text, explanation);
    }
    surroundings.out().print(text);
    surroundings.out().flush();
  }
}
