package dev.agentguard.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published incident as data: what was there, what the attack changed, what guard must find, and
 * an everyday change of the same kind of file that must not alarm anybody.
 *
 * <p>The text of a replay is a header of {@code name: value} lines ({@code title}, {@code record},
 * {@code rows}, {@code target}, optional {@code note}) and sections:
 *
 * <pre>
 * -- before: STEP --      what is there and accepted
 * -- change: STEP --      the attack
 * -- undo: STEP --        how to undo it, where putting contents back is not enough
 * -- benign: STEP --      the twin, applied to what was accepted
 * -- expected --          a line for each finding: KIND SEVERITY PATH [KEY]...
 * </pre>
 *
 * <p>A step is {@code write P}, {@code append P} (with the content that follows), {@code delete P},
 * {@code rewrite P} (the same bytes through a temporary file), {@code mkdir P}, {@code git P} (a
 * repository), {@code rename P -> Q}, {@code link P -> TARGET}, {@code hardlink P -> Q} or {@code
 * mode P -> rwxr-xr-x}. Paths start with {@code workspace/} or {@code home/}. Contents and link
 * targets may hold characters in the notation of approvals (backslash, u, hexadecimal in braces);
 * <code>{home}</code> and <code>{workspace}</code> are the directories. The severity is the least
 * that is expected; every finding that makes a verification fail has to be listed.
 */
record Replay(String name, Map<String, String> header, List<Step> steps, List<Expected> expected) {

  /** When a step is made. */
  enum Phase {
    BEFORE,
    CHANGE,
    UNDO,
    BENIGN
  }

  /** A change of one path. */
  record Step(Phase phase, String verb, String path, String argument, String content) {}

  /** A finding that has to be there. */
  record Expected(Finding.Kind kind, Severity atLeast, String path, List<String> keys) {}

  private static final Pattern SECTION = Pattern.compile("-- (\\w+)(?:: (\\w+) (.*?))? --");
  private static final Pattern CHARACTER = Pattern.compile("\\\\u\\{([0-9a-f]+)}");

  Replay {
    header = Map.copyOf(header);
    steps = List.copyOf(steps);
    expected = List.copyOf(expected);
  }

  static Replay read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    Map<String, String> header = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    List<Expected> expected = new ArrayList<>();
    Matcher section = null;
    StringBuilder content = new StringBuilder();
    List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    lines.add("-- end --");
    for (String line : lines) {
      Matcher next = SECTION.matcher(line);
      if (!next.matches()) {
        content.append(line).append('\n');
        continue;
      }
      if (section == null) {
        readHeader(name, content.toString(), header);
      } else if (section.group(1).equals("expected")) {
        content.toString().lines().forEach(found -> expected.add(expected(found)));
      } else {
        steps.add(step(section, content.toString()));
      }
      content.setLength(0);
      section = next;
    }
    return new Replay(name, header, steps, expected);
  }

  private static void readHeader(String name, String text, Map<String, String> header) {
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw new IllegalArgumentException(name + ": not a header line: " + line);
      }
      header.put(line.substring(0, colon), line.substring(colon + 2));
    }
  }

  private static Step step(Matcher section, String content) {
    String[] ends = section.group(3).split(" -> ", 2);
    return new Step(
        Phase.valueOf(section.group(1).toUpperCase(Locale.ROOT)),
        section.group(2),
        ends[0],
        ends.length > 1 ? ends[1] : "",
        content);
  }

  private static Expected expected(String line) {
    String[] words = line.split(" ", -1);
    return new Expected(
        Finding.Kind.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_')),
        Severity.valueOf(words[1].toUpperCase(Locale.ROOT)),
        characters(words[2]),
        List.of(words).subList(3, words.length));
  }

  Target.Kind target() {
    return Target.Kind.valueOf(header.getOrDefault("target", "").toUpperCase(Locale.ROOT));
  }

  /** Whether it says itself how the attack is undone. */
  boolean undoesItself() {
    return steps.stream().anyMatch(step -> step.phase() == Phase.UNDO);
  }

  /** The rows of the list of incidents that it stands for. */
  List<String> rows() {
    return List.of(header.getOrDefault("rows", "").split(" ", -1));
  }

  /** Makes the steps of a phase. */
  void apply(Phase phase, Scene scene) throws IOException {
    for (Step step : steps) {
      if (step.phase() == phase) {
        apply(step, scene);
      }
    }
  }

  private static void apply(Step step, Scene scene) throws IOException {
    Path file = scene.file(step.path());
    Files.createDirectories(Scene.parent(file));
    switch (step.verb()) {
      case "write" -> Files.writeString(file, filled(step.content(), scene));
      case "append" ->
          Files.writeString(file, filled(step.content(), scene), StandardOpenOption.APPEND);
      case "delete" -> {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Scene.delete(file);
        } else {
          Files.delete(file);
        }
      }
      case "rewrite" -> {
        Path copy = file.resolveSibling("rewriting.tmp");
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
      }
      case "mkdir" -> Files.createDirectories(file);
      case "git" -> scene.git(step.path());
      case "rename" -> Files.move(file, scene.file(step.argument()));
      case "link" -> Files.createSymbolicLink(file, Path.of(filled(step.argument(), scene)));
      case "hardlink" -> Files.createLink(file, scene.file(step.argument()));
      case "mode" ->
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(step.argument()));
      default -> throw new IllegalArgumentException("no such step: " + step.verb());
    }
  }

  static String filled(String text, Scene scene) {
    return characters(text)
        .replace("{home}", scene.home().toString())
        .replace("{workspace}", scene.workspace().toString());
  }

  private static String characters(String text) {
    return CHARACTER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }

  @Override
  public String toString() {
    return name;
  }
}
