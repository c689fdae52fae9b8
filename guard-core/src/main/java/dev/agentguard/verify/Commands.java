package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.closure.Closure;
import dev.agentguard.content.closure.ClosureFinder;
import dev.agentguard.content.closure.Files;
import dev.agentguard.content.closure.Surroundings;
import dev.agentguard.content.format.KeyPattern;
import dev.agentguard.content.format.Node;
import dev.agentguard.surface.Base;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Surface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what the commands and references of a protected file lead to, as its pack names them. */
final class Commands {

  private static final int MOST_PROJECTS = 4;

  private final Map<String, KeyPattern> patterns = new HashMap<>();
  private final Files files;
  private final Surroundings surroundings;
  private final Target target;

  Commands(Files files, Target target) {
    this.files = files;
    this.target = target;
    List<String> path = new ArrayList<>();
    for (String directory : target.environment().getOrDefault("PATH", "").split(":", -1)) {
      if (!directory.isEmpty()) {
        path.add(directory);
      }
    }
    String workspace = target.kind() == Target.Kind.SYSTEM ? "/" : target.root().toString();
    this.surroundings = Surroundings.of(workspace, target.home().toString(), path);
  }

  Closure closure(Inspected object) {
    Node document = document(object);
    if (document == null && !isScript(object.surface().format())) {
      return Closure.EMPTY;
    }
    List<Closure> parts = new ArrayList<>();
    for (Surroundings around : surroundings(object)) {
      parts.add(closure(object, document, new ClosureFinder(files, around)));
    }
    return Closure.ofAll(parts);
  }

  /** Whether the text of a file, and not only some of its keys, leads to others. */
  private static boolean isScript(Format format) {
    return format == Format.MARKDOWN || format == Format.SHELL;
  }

  private Closure closure(Inspected object, @Nullable Node document, ClosureFinder finder) {
    Surface surface = object.surface();
    List<Closure> parts = new ArrayList<>();
    if (document != null && !isEmpty(document)) {
      for (String command : surface.commands()) {
        KeyPattern pattern = pattern(surface.format(), command);
        for (Map.Entry<String, Node> found : pattern.select(document).entrySet()) {
          parts.add(command(finder, surface.format(), found.getKey(), found.getValue()));
        }
      }
      for (String reference : surface.references()) {
        KeyPattern pattern = pattern(surface.format(), reference);
        for (Node found : pattern.select(document).values()) {
          parts.add(reference(finder, found));
        }
      }
    }
    if (object.snapshot() instanceof Snapshot.RegularFile file && file.content() != null) {
      if (surface.format() == Format.MARKDOWN) {
        String text = file.kept().text();
        if (text.indexOf('@') >= 0 || text.contains("!`")) {
          parts.add(finder.markdown(text));
        }
      } else if (surface.format() == Format.SHELL) {
        parts.add(finder.shellScript(file.kept().text()));
      }
    }
    return Closure.ofAll(parts);
  }

  private static boolean isEmpty(Node document) {
    return document instanceof Node.ObjectNode object && object.members().isEmpty();
  }

  /** A pattern, compiled once: thousands of files may have one surface. */
  private KeyPattern pattern(Format format, String written) {
    String name = format.name().concat(" ").concat(written);
    KeyPattern pattern = patterns.get(name);
    if (pattern == null) {
      pattern = KeyPattern.guarding(format, written);
      patterns.put(name, pattern);
    }
    return pattern;
  }

  /** Where the commands of an object may run: in the workspace, or in a project inside of it. */
  private List<Surroundings> surroundings(Inspected object) {
    Path directory = object.file().getParent();
    if (object.surface().base() == Base.FILE || object.surface().format() == Format.MARKDOWN) {
      return List.of(surroundings.at(String.valueOf(directory)));
    }
    List<Surroundings> all = new ArrayList<>();
    all.add(surroundings);
    if (target.kind() == Target.Kind.WORKSPACE && object.file().startsWith(target.root())) {
      for (Path project : projects(target.root(), object.file())) {
        all.add(surroundings.project(project.toString()));
      }
    }
    return all;
  }

  /**
   * The directories below a workspace that a protected file may make a project: those that hold one
   * of the dot files or dot directories on its path, or else the file itself.
   */
  private static List<Path> projects(Path root, Path file) {
    List<Path> projects = new ArrayList<>();
    Path directory = root;
    boolean dotted = false;
    for (Path segment : root.relativize(file)) {
      if (FileName.of(segment).startsWith(".")) {
        projects.add(directory);
        dotted = true;
      }
      directory = directory.resolve(segment);
    }
    Path parent = file.getParent();
    if (!dotted && parent != null) {
      projects.add(parent);
    }
    projects.remove(root);
    return projects.subList(Math.max(0, projects.size() - MOST_PROJECTS), projects.size());
  }

  private static @Nullable Node document(Inspected object) {
    if (object.reading() instanceof Inspected.Keys keys) {
      return keys.document();
    }
    return object.reading() instanceof Inspected.Whole whole ? whole.document() : null;
  }

  private static Closure command(ClosureFinder finder, Format format, String key, Node value) {
    if (value instanceof Node.Scalar scalar) {
      return shell(finder, format, key, scalar);
    }
    if (value instanceof Node.ArrayNode array) {
      return list(finder, format, key, array);
    }
    return value instanceof Node.ObjectNode object ? server(finder, object) : Closure.EMPTY;
  }

  private static Closure shell(ClosureFinder finder, Format format, String key, Node.Scalar value) {
    if (value.type() != Node.Type.STRING) {
      return Closure.EMPTY;
    }
    return format == Format.GITCONFIG
        ? GitCommands.closure(finder, key, value.text())
        : finder.shell(value.text());
  }

  private static Closure list(
      ClosureFinder finder, Format format, String key, Node.ArrayNode array) {
    List<String> words = new ArrayList<>();
    for (Node element : array.elements()) {
      if (element instanceof Node.Scalar scalar) {
        words.add(scalar.text());
      }
    }
    if (format != Format.GITCONFIG && words.size() == array.elements().size()) {
      return finder.argv(words);
    }
    // Several values of one git variable, or several servers: each is a command of its own.
    List<Closure> parts = new ArrayList<>();
    for (Node element : array.elements()) {
      parts.add(command(finder, format, key, element));
    }
    return Closure.ofAll(parts);
  }

  private static Closure server(ClosureFinder finder, Node.ObjectNode object) {
    Node command = object.members().get("command");
    List<String> words = words(command);
    List<String> arguments =
        new ArrayList<>(words.subList(Math.min(1, words.size()), words.size()));
    arguments.addAll(words(object.members().get("args")));
    return finder.server(
        words.isEmpty() ? "" : words.get(0),
        arguments,
        text(object, "cwd"),
        text(object, "envFile"),
        text(object, "url"));
  }

  private static List<String> words(@Nullable Node node) {
    List<String> words = new ArrayList<>();
    if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.STRING) {
      words.add(scalar.text());
    } else if (node instanceof Node.ArrayNode array) {
      for (Node element : array.elements()) {
        if (element instanceof Node.Scalar scalar) {
          words.add(scalar.text());
        }
      }
    }
    return words;
  }

  private static Optional<String> text(Node.ObjectNode object, String name) {
    List<String> words = words(object.members().get(name));
    return words.isEmpty() ? Optional.empty() : Optional.of(words.get(0));
  }

  private static Closure reference(ClosureFinder finder, Node value) {
    List<Closure> parts = new ArrayList<>();
    for (String text : words(value)) {
      parts.add(finder.reference(text));
    }
    return Closure.ofAll(parts);
  }

  /** The target whose paths the members of a closure are relative to. */
  Target target() {
    return target;
  }
}
