package dev.agentguard.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.content.format.KeyChange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Published incidents, replayed: {@code replays/<row>-<name>.replay}.
 *
 * <p>Each has its negative controls: the same tree is clean before the attack, clean again when the
 * attack is undone, and clean with the attack in place once a person has accepted it.
 */
class ReplayTest {

  @ParameterizedTest
  @MethodSource("replays")
  void theAttackIsFoundAndNothingElse(Replay replay, @TempDir Path scratch) throws Exception {
    Scene scene = accepted(replay, scratch);
    Target.Kind kind = replay.target();
    assertThat(scene.complaints(kind)).as("before the attack").isEmpty();
    Path before = scene.keep();

    replay.apply(Replay.Phase.CHANGE, scene);
    Report report = scene.verify(kind);
    assertThat(report.problems()).as("what cannot be verified").isEmpty();
    compare(replay.expected(), report, scene);
    assertThat(report.exitCode()).isEqualTo(1);

    if (replay.undoesItself()) {
      replay.apply(Replay.Phase.UNDO, scene);
    } else {
      scene.goBack(before);
    }
    assertThat(scene.complaints(kind)).as("when it is undone").isEmpty();

    replay.apply(Replay.Phase.CHANGE, scene);
    Set<String> paths = new TreeSet<>();
    for (Finding finding : Scene.failing(report)) {
      boolean directory = finding.kind() == Finding.Kind.ANCESTOR;
      paths.add(directory ? scene.target(kind).shown(Path.of(finding.path())) : finding.path());
    }
    scene.accept(kind, paths);
    assertThat(lasting(scene.verify(kind))).as("when a person accepted it").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("replays")
  void theTwinIsSilent(Replay replay, @TempDir Path scratch) throws Exception {
    Scene scene = accepted(replay, scratch);
    replay.apply(Replay.Phase.BENIGN, scene);
    assertThat(scene.complaints(replay.target())).isEmpty();
  }

  private static Scene accepted(Replay replay, Path scratch) throws IOException {
    Scene scene = new Scene(Files.createDirectory(scratch.resolve("scene")));
    replay.apply(Replay.Phase.BEFORE, scene);
    scene.accept(replay.target());
    return scene;
  }

  private static void compare(List<Replay.Expected> expected, Report report, Scene scene) {
    List<Finding> rest = new ArrayList<>(Scene.failing(report));
    for (Replay.Expected one : expected) {
      Finding match =
          rest.stream()
              .filter(finding -> finding.kind() == one.kind())
              .filter(finding -> finding.path().equals(Replay.filled(one.path(), scene)))
              .filter(finding -> finding.severity().compareTo(one.atLeast()) <= 0)
              .findFirst()
              .orElse(null);
      assertThat(match).as("%s among\n%s", one, Scene.complaints(report)).isNotNull();
      Finding found = requireNonNull(match);
      assertThat(found.severity()).as("severity of %s", found).isLessThanOrEqualTo(one.atLeast());
      assertThat(found.keys().stream().map(KeyChange::key)).containsAll(one.keys());
      rest.remove(found);
    }
    assertThat(rest.stream().map(finding -> finding.kind() + " " + finding.path()))
        .as("findings that the replay does not expect:\n%s", Scene.complaints(report))
        .isEmpty();
  }

  /** Accepting content does not make its other names and its permissions safe. */
  private static List<Finding> lasting(Report report) {
    return Scene.failing(report).stream()
        .filter(finding -> finding.kind() != Finding.Kind.HARD_LINK)
        .filter(finding -> !finding.detail().contains("every user of this machine"))
        .toList();
  }

  @Test
  void everyRowIsReplayedOrSaidToBeOutOfSight() throws Exception {
    Set<String> rows = new TreeSet<>(words("rows.txt").keySet());
    Map<String, String> notVisible = words("not-visible.txt");
    assertThat(notVisible.values()).allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    Set<String> replayed = new TreeSet<>();
    replays().forEach(replay -> replayed.addAll(replay.rows()));

    assertThat(replayed)
        .as("rows that are replayed and said to be out of sight")
        .doesNotContainAnyElementsOf(notVisible.keySet());
    replayed.addAll(notVisible.keySet());
    assertThat(replayed).containsExactlyElementsOf(rows);
  }

  @Test
  void everyReplayIsComplete() {
    replays()
        .forEach(
            replay -> {
              assertThat(replay.header().keySet())
                  .as(replay.name())
                  .contains("title", "record", "rows", "target");
              assertThat(replay.expected()).as(replay.name()).isNotEmpty();
              assertThat(replay.name())
                  .as(replay.name())
                  .startsWith(replay.rows().get(0).toLowerCase(java.util.Locale.ROOT) + "-");
              for (Replay.Phase phase : Set.of(Replay.Phase.CHANGE, Replay.Phase.BENIGN)) {
                assertThat(replay.steps())
                    .as(replay.name())
                    .anyMatch(step -> step.phase() == phase);
              }
            });
  }

  /** The first word of each line, with the rest of it; lines that start with # are comments. */
  private static Map<String, String> words(String name) throws Exception {
    return Files.readAllLines(directory().resolve(name)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s+", 2))
        .collect(
            Collectors.toMap(
                words -> words[0],
                words -> words.length > 1 ? words[1] : "",
                (one, other) -> {
                  throw new IllegalStateException("twice: " + one);
                },
                TreeMap::new));
  }

  private static Path directory() throws Exception {
    URI replays = requireNonNull(ReplayTest.class.getResource("replays")).toURI();
    return Path.of(replays);
  }

  static List<Replay> replays() {
    try (Stream<Path> files = Files.list(directory())) {
      List<Replay> replays = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".replay")) {
          replays.add(Replay.read(file));
        }
      }
      return replays;
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the replays", e);
    }
  }
}
