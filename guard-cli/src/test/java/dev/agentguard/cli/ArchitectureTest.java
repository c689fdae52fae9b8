package dev.agentguard.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between packages, and what code may touch where. */
class ArchitectureTest {

  private static final String ROOT = "dev.agentguard.";

  /**
   * Which package may use which. There is an arrow for each that is used and for no other, and no
   * way leads back. The same table stands in {@code docs/architecture.md}.
   */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("surface", Set.of()),
          entry("actor", Set.of("surface")),
          entry("content", Set.of("surface")),
          entry("content.format", Set.of("content", "surface")),
          entry("content.text", Set.of()),
          entry("content.closure", Set.of("content.text")),
          entry("baseline", Set.of("content", "content.text", "baseline.signature")),
          entry("baseline.signature", Set.of("content.text")),
          entry("git", Set.of("surface", "content.text")),
          entry("signing", Set.of("surface", "content.format", "baseline.signature")),
          entry(
              "verify",
              Set.of(
                  "surface",
                  "content",
                  "content.format",
                  "content.text",
                  "content.closure",
                  "baseline",
                  "git")),
          entry("policy", Set.of("surface", "content", "content.text", "verify")),
          entry("hook", Set.of("surface", "content", "content.format", "content.text", "baseline")),
          entry(
              "cli",
              Set.of(
                  "surface",
                  "actor",
                  "content",
                  "content.format",
                  "content.text",
                  "content.closure",
                  "baseline",
                  "baseline.signature",
                  "git",
                  "signing",
                  "policy",
                  "verify",
                  "hook")));

  /** Rooms that do not say what is in them. */
  private static final Set<String> EMPTY_WORDS =
      Set.of("util", "utils", "common", "helper", "helpers", "manager", "managers", "impl");

  /** What runs at every {@code guard verify}: milliseconds count, and libraries cost many. */
  private static final Set<String> HOT =
      Set.of(
          "dev.agentguard.cli.VerifyArguments",
          "dev.agentguard.cli.VerifyRun",
          "dev.agentguard.cli.Targets",
          "dev.agentguard.cli.TreeRun",
          "dev.agentguard.git.GitRepository",
          "dev.agentguard.git.GitFileSystem",
          "dev.agentguard.verify.TreeVerification",
          "dev.agentguard.verify.AcceptedState",
          "dev.agentguard.verify.Verification",
          "dev.agentguard.verify.Surveyor",
          "dev.agentguard.verify.Judge");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.agentguard");

  @Test
  void theArrowsAreThoseOfTheTable() {
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass from : CLASSES) {
      Set<String> targets = found.computeIfAbsent(room(from), room -> new TreeSet<>());
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass();
        if (to.getPackageName().startsWith(ROOT) && !room(to).equals(room(from))) {
          targets.add(room(to));
        }
      }
    }
    Map<String, Set<String>> table = new TreeMap<>();
    ARROWS.forEach((from, to) -> table.put(from, new TreeSet<>(to)));
    assertThat(found).isEqualTo(table);
  }

  @Test
  void noWayLeadsBack() {
    slices().matching("dev.agentguard.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIs() {
    Set<String> documented =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(documented)
        .containsAll(CLASSES.stream().map(JavaClass::getPackageName).distinct().toList());
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(CLASSES)
        .allSatisfy(
            type -> {
              assertThat(List.of(type.getPackageName().split("\\.", -1)))
                  .doesNotContainAnyElementsOf(EMPTY_WORDS);
              assertThat(lastWord(type.getSimpleName())).isNotIn(EMPTY_WORDS);
            });
  }

  @Test
  void onlyTheCommandLineTouchesTheWorldAroundIt() {
    // The compiler of packs is the one exception: it runs in the build and prints its problems.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.agentguard.cli..")
        .and()
        .doNotHaveFullyQualifiedName("dev.agentguard.surface.PackCompiler")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("output is the command line's")
        .check(CLASSES);
    // How old a change is, only the file system's own clock tells, which no caller could pass in.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.agentguard.cli..")
        .and()
        .doNotHaveFullyQualifiedName("dev.agentguard.content.SnapshotReader")
        .and()
        .doNotHaveFullyQualifiedName("dev.agentguard.surface.TreeWalk")
        .should(
            callMethod(System.class, "getenv")
                .or(callMethod(System.class, "getenv", String.class))
                .or(callMethod(System.class, "currentTimeMillis"))
                .or(callMethod(System.class, "nanoTime"))
                .or(callMethod(Instant.class, "now"))
                .or(callMethod(Clock.class, "systemUTC"))
                .or(callMethod(Clock.class, "systemDefaultZone"))
                .or(callMethod(Math.class, "random")))
        .because("the environment, the time and the home are passed in")
        .check(CLASSES);
    // The catalogue is found beside the jars where the launcher says that they are.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.agentguard.cli..")
        .and()
        .doNotHaveFullyQualifiedName("dev.agentguard.surface.Catalogue")
        .should(
            callMethod(System.class, "getProperty", String.class)
                .or(callMethod(System.class, "getProperty", String.class, String.class)))
        .because("the home and the system are passed in")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.agentguard.cli..")
        .should()
        .callConstructorWhere(
            describe(
                "makes a source of randomness",
                call -> call.getTargetOwner().isAssignableTo(Random.class)))
        .because("randomness is passed in")
        .check(CLASSES);
  }

  @Test
  void onlyTheReaderOfPacksReadsThem() {
    String packs = "dev\\.agentguard\\.surface\\.Pack(Reader|Compiler|Samples)(\\$.*)?";
    noClasses()
        .that()
        .haveNameNotMatching(packs)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson.databind..")
        .because("the program loads what the build compiled")
        .check(CLASSES);
    // Judged files are read token by token, which the mapper cannot do strictly.
    noClasses()
        .that()
        .haveNameNotMatching(packs)
        .and()
        .haveNameNotMatching("dev\\.agentguard\\.content\\.format\\.TomlReader(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson.dataformat.toml..")
        .because("TOML has two readers: one for packs, one for judged files")
        .check(CLASSES);
  }

  @Test
  void whatRunsAtEveryVerifyLoadsNoHeavyLibrary() {
    Set<String> present = CLASSES.stream().map(JavaClass::getName).collect(Collectors.toSet());
    assertThat(present).containsAll(HOT);
    noClasses()
        .that(describe("run at every verify", ArchitectureTest::isHot))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "tools.jackson.databind..", "org.eclipse.jgit..", "org.tomlj..", "picocli..")
        .because("loading it would cost every start more than the verification")
        .check(CLASSES);
  }

  @Test
  void theTestSeesTheClassesOfBothModules() {
    assertThat(CLASSES.size()).isGreaterThan(250);
    assertThat(CLASSES.contain("dev.agentguard.cli.Main")).isTrue();
    assertThat(CLASSES.contain("dev.agentguard.surface.Catalogue")).isTrue();
  }

  /** A class of the hot path, or one within it. */
  private static boolean isHot(JavaClass type) {
    String name = type.getName();
    int inner = name.indexOf('$');
    return HOT.contains(inner < 0 ? name : name.substring(0, inner));
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  /** {@code manager} of {@code FileManager}. */
  private static String lastWord(String name) {
    String[] words = name.split("(?=[A-Z])", -1);
    return words[words.length - 1].toLowerCase(Locale.ROOT);
  }
}
