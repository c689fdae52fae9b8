package dev.agentguard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The automaton against a matcher that tries everything. */
class PathMatcherTest {

  /** One pattern of a surface, as written. */
  record Written(String pattern, int surface, boolean exception) {}

  @ParameterizedTest
  @CsvSource({
    "**/dir/**, dir, false",
    "**/dir/**, dir/a, true",
    "**/dir/**, x/dir/a/b, true",
    "**/dir/**, dirs/a, false",
    "**/a/**/b, a/b, true",
    "**/a/**/b, a/x/y/b, true",
    "**/a/**/b, b, false",
    "**/a/**/b, a/b/c, false",
    "**/a/**/b/**, a/b, false",
    "**/a/**/b/**, a/x/b/c, true",
    "**/a/**/**/b, a/b, true",
    "**/a/*/b, a/b, false",
    "**/a/*/b, a/x/b, true",
    "**/.git, .git, true",
    "**/.git, sub/.git, true",
    "**/.git, .git/.git, true",
    "**/*.json, x/y.json, true",
    "**/a/a/b, a/a/a/b, true",
  })
  void aWorkspacePattern(String pattern, String path, boolean expected) throws IOException {
    PathMatcher matcher = matcher(List.of(new Written(pattern, 0, false)));
    assertThat(surfaces(matcher, Scope.WORKSPACE, path)).hasSize(expected ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "~/.claude/*.json, .claude/settings.json, true",
    "~/.claude/*.json, x/.claude/settings.json, false",
    "~/**/x, x, true",
    "~/**/x, a/b/x, true",
    "**/.claude/*.json, .claude/settings.json, false",
  })
  void aHomePatternStartsAtTheHome(String pattern, String path, boolean expected)
      throws IOException {
    PathMatcher matcher = matcher(List.of(new Written(pattern, 0, false)));
    assertThat(surfaces(matcher, Scope.HOME, path)).hasSize(expected ? 1 : 0);
  }

  @Test
  void anExceptionHoldsForItsOwnSurfaceOnly() throws IOException {
    PathMatcher matcher =
        matcher(
            List.of(
                new Written("**/hooks/**", 0, false),
                new Written("**/hooks/*.sample", 0, true),
                new Written("**/*.sample", 1, false)));
    assertThat(surfaces(matcher, Scope.WORKSPACE, "hooks/pre-commit")).containsExactly(0);
    assertThat(surfaces(matcher, Scope.WORKSPACE, "hooks/pre-commit.sample")).containsExactly(1);
    assertThat(surfaces(matcher, Scope.WORKSPACE, "hooks/deep/x.sample")).containsExactly(0, 1);
  }

  @Test
  void aDirectoryOnTheWayLeadsAndIsNotNamed() throws IOException {
    PathMatcher matcher = matcher(List.of(new Written("**/.claude/hooks/**", 7, false)));
    PathMatcher.State root = matcher.root(Scope.WORKSPACE);
    assertThat(matcher.step(root, ".claude").leads()).isTrue();
    assertThat(matcher.step(root, ".claude").isNamed()).isFalse();
    assertThat(matcher.step(root, ".claude").below()).containsExactly(7);
    assertThat(matcher.step(root, "src").leads()).isFalse();
    assertThat(matcher.step(root, "src").below()).isEmpty();
    PathMatcher.State claude = matcher.next(root, ".claude");
    assertThat(matcher.step(claude, "hooks").leads()).isTrue();
    PathMatcher.State hooks = matcher.next(claude, "hooks");
    assertThat(matcher.step(hooks, "any").isNamed()).isFalse();
    assertThat(matcher.step(hooks, "any").surfaces()).containsExactly(7);
  }

  @Test
  void whereNoPatternGoesOnTheStateIsDead() throws IOException {
    PathMatcher matcher = matcher(List.of(new Written("~/.claude/settings.json", 0, false)));
    PathMatcher.State root = matcher.root(Scope.HOME);
    assertThat(PathMatcher.isDead(root)).isFalse();
    assertThat(PathMatcher.isDead(matcher.next(root, "projects"))).isTrue();
    assertThat(PathMatcher.isDead(matcher.next(root, ".claude"))).isFalse();
    assertThat(PathMatcher.isDead(matcher.root(Scope.SYSTEM))).isFalse();
  }

  @Test
  void anOrdinaryDirectoryKeepsTheStateOfTheRoot() throws IOException {
    PathMatcher matcher = matcher(List.of(new Written("**/.claude/settings.json", 0, false)));
    PathMatcher.State root = matcher.root(Scope.WORKSPACE);
    assertThat(matcher.next(root, "src")).isSameAs(root);
    assertThat(matcher.next(root, ".claude")).isNotEqualTo(root);
    assertThat(matcher.next(matcher.next(root, ".claude"), "src")).isEqualTo(root);
  }

  @Property
  void agreesWithTheReference(
      @ForAll("patternSets") List<Written> patterns, @ForAll("paths") String path)
      throws IOException {
    PathMatcher matcher = matcher(patterns);
    for (Scope scope : new Scope[] {Scope.WORKSPACE, Scope.HOME}) {
      assertThat(surfaces(matcher, scope, path))
          .as("%s of %s under %s", path, patterns, scope)
          .isEqualTo(reference(patterns, scope, path));
    }
  }

  @Property
  void whatBelongsToASurfaceIsTouchedAndAStateIsNeverDeadAboveIt(
      @ForAll("patternSets") List<Written> patterns, @ForAll("paths") String path)
      throws IOException {
    PathMatcher matcher = matcher(patterns);
    if (surfaces(matcher, Scope.WORKSPACE, path).isEmpty()) {
      return;
    }
    PathMatcher.State state = matcher.root(Scope.WORKSPACE);
    String[] segments = path.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      state = matcher.next(state, Folding.fold(segments[i]));
      assertThat(PathMatcher.isDead(state)).isFalse();
    }
    assertThat(matcher.step(state, Folding.fold(segments[segments.length - 1])).isTouched())
        .isTrue();
  }

  @Property
  void aUnionHasThePossibilitiesOfBoth(
      @ForAll("patternSets") List<Written> patterns,
      @ForAll("paths") String one,
      @ForAll("paths") String other,
      @ForAll("names") String name)
      throws IOException {
    PathMatcher matcher = matcher(patterns);
    PathMatcher.State first = walk(matcher, Scope.WORKSPACE, one.split("/", -1));
    PathMatcher.State second = walk(matcher, Scope.HOME, other.split("/", -1));
    String folded = Folding.fold(name);
    TreeSet<Integer> allowed = new TreeSet<>();
    for (Written written : patterns) {
      // What an exception takes away it takes from the union, too.
      allowed.add(written.surface());
    }
    TreeSet<Integer> both = new TreeSet<>(boxed(matcher.step(first, folded).surfaces()));
    both.addAll(boxed(matcher.step(second, folded).surfaces()));
    List<Integer> union = boxed(matcher.step(matcher.union(first, second), folded).surfaces());
    assertThat(allowed).containsAll(union);
    if (patterns.stream().noneMatch(Written::exception)) {
      assertThat(union).containsExactlyElementsOf(both);
    }
  }

  private static List<Integer> surfaces(PathMatcher matcher, Scope scope, String path) {
    String[] segments = path.split("/", -1);
    String[] above = java.util.Arrays.copyOf(segments, segments.length - 1);
    PathMatcher.State state = walk(matcher, scope, above);
    return boxed(matcher.step(state, Folding.fold(segments[segments.length - 1])).surfaces());
  }

  private static PathMatcher.State walk(PathMatcher matcher, Scope scope, String[] segments) {
    PathMatcher.State state = matcher.root(scope);
    for (String segment : segments) {
      state = matcher.next(state, Folding.fold(segment));
    }
    return state;
  }

  private static List<Integer> boxed(int[] values) {
    List<Integer> boxed = new ArrayList<>();
    for (int value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  /** Builds, writes and reads the table, as the program does. */
  private static PathMatcher matcher(List<Written> patterns) throws IOException {
    PatternTableBuilder builder = new PatternTableBuilder();
    for (Written written : patterns) {
      for (PathPattern pattern : PathPattern.expand(written.pattern(), Map.of())) {
        builder.add(pattern, written.surface(), written.exception());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    builder.build().write(new DataOutputStream(bytes));
    return new PathMatcher(PatternTable.read(ByteBuffer.wrap(bytes.toByteArray())));
  }

  private static List<Integer> reference(List<Written> patterns, Scope scope, String path) {
    TreeSet<Integer> found = new TreeSet<>();
    TreeSet<Integer> excepted = new TreeSet<>();
    for (Written written : patterns) {
      boolean workspace = written.pattern().startsWith("**/");
      if (workspace == (scope == Scope.WORKSPACE)) {
        List<String> pattern = List.of(written.pattern().substring(workspace ? 3 : 2).split("/"));
        List<String> segments = List.of(path.split("/"));
        boolean matches = false;
        for (int start = 0; start < (workspace ? segments.size() : 1); start++) {
          matches |= matches(pattern, segments.subList(start, segments.size()));
        }
        if (matches) {
          (written.exception() ? excepted : found).add(written.surface());
        }
      }
    }
    found.removeAll(excepted);
    return List.copyOf(found);
  }

  private static boolean matches(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.get(0).equals("**")) {
      if (rest.stream().allMatch("**"::equals)) {
        return !path.isEmpty(); // dir/** is everything below dir, and not dir.
      }
      for (int i = 0; i <= path.size(); i++) {
        if (matches(rest, path.subList(i, path.size()))) {
          return true;
        }
      }
      return false;
    }
    return !path.isEmpty()
        && segmentMatches(pattern.get(0), path.get(0))
        && matches(rest, path.subList(1, path.size()));
  }

  private static boolean segmentMatches(String pattern, String name) {
    String regex = pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(name).matches();
  }

  @Provide
  Arbitrary<List<Written>> patternSets() {
    Arbitrary<String> segment =
        Arbitraries.of("a", "b", "C", ".d", "**", "**", "*", "a*", "*b", "?", "a?", "*.d");
    Arbitrary<String> pattern =
        Combinators.combine(
                Arbitraries.of("**/", "**/", "~/"), segment.list().ofMinSize(1).ofMaxSize(5))
            .as((scope, segments) -> scope + String.join("/", segments));
    Arbitrary<Boolean> exception = Arbitraries.of(false, false, false, true);
    return Combinators.combine(pattern, Arbitraries.integers().between(0, 3), exception)
        .as(Written::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(7);
  }

  @Provide
  Arbitrary<String> paths() {
    return names().list().ofMinSize(1).ofMaxSize(6).map(names -> String.join("/", names));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "b", "c", "A", "ab", "Ba", ".d", "x.d", "zz");
  }
}
