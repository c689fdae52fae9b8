package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.format.KeyPattern;
import dev.agentguard.content.format.Node;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Surface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Protected places that git's own files move: the hooks directory that a configuration names, the
 * configurations it includes, and the git directories that pointer files lead to.
 *
 * <p>They are read, not guessed, and never by running git in the tree that is being judged.
 */
final class Derivations {

  private static final KeyPattern HOOKS = KeyPattern.guarding(Format.GITCONFIG, "core.hooksPath");
  private static final KeyPattern INCLUDES =
      KeyPattern.guarding(Format.GITCONFIG, "{include,includeIf.*}.path");

  private static final KeyPattern WORK_TREE =
      KeyPattern.guarding(Format.GITCONFIG, "core.worktree");

  /** A place that belongs to a surface because of a file. */
  record Place(Path file, Surface surface, String because) {}

  private final Catalogue catalogue;
  private final Target target;

  Derivations(Catalogue catalogue, Target target) {
    this.catalogue = catalogue;
    this.target = target;
  }

  /** Files that a git configuration includes. */
  List<Place> includes(Inspected object) {
    List<Place> places = new ArrayList<>();
    Path directory = object.file().getParent();
    if (directory != null) {
      for (String value : values(object, INCLUDES)) {
        Path file = resolve(directory, value);
        places.add(new Place(file, object.surface(), object.path()));
      }
    }
    return places;
  }

  /** The directories in which git looks for hooks instead of its own. */
  List<Place> hookDirectories(Inspected object) {
    List<Place> places = new ArrayList<>();
    List<String> values = values(object, HOOKS);
    if (!values.isEmpty()) {
      Surface hooks = catalogue.surfacesOf(".git/hooks/pre-commit").get(0);
      for (String value : values) {
        places.add(new Place(resolve(workTree(object), value), hooks, object.path()));
      }
    }
    return places;
  }

  /** The work trees that a git configuration names, absolute and normal. */
  List<Path> workTrees(Inspected object) {
    List<Path> directories = new ArrayList<>();
    Path directory = object.file().getParent();
    if (directory != null) {
      for (String value : values(object, WORK_TREE)) {
        directories.add(resolve(directory, value));
      }
    }
    return directories;
  }

  /** The git directory that a pointer file leads to, absolute and normal; none for other files. */
  List<Path> gitDirectory(Inspected object) {
    if (!(object.snapshot() instanceof Snapshot.RegularFile file) || file.content() == null) {
      return List.of();
    }
    String name = FileName.of(object.file());
    Path directory = object.file().getParent();
    String text = file.kept().text().strip();
    if (directory == null || text.indexOf('\0') >= 0 || text.isEmpty()) {
      return List.of();
    }
    if (name.equals(".git") && text.startsWith("gitdir:")) {
      return List.of(resolve(directory, text.substring("gitdir:".length()).strip()));
    }
    return name.equals("commondir") ? List.of(resolve(directory, text)) : List.of();
  }

  /** Where git runs hooks from: beside the git directory, or the root. */
  private Path workTree(Inspected object) {
    Path gitDirectory = object.file().getParent();
    if (gitDirectory != null
        && FileName.of(gitDirectory).equals(".git")
        && gitDirectory.getParent() != null) {
      return gitDirectory.getParent();
    }
    return target.root();
  }

  private Path resolve(Path directory, String value) {
    if (value.equals("~") || value.startsWith("~/")) {
      return FileName.resolve(target.home(), value.substring(Math.min(2, value.length())))
          .normalize();
    }
    if (value.startsWith("/")) {
      return FileName.resolve(target.root().getRoot(), value.substring(1)).normalize();
    }
    return FileName.resolve(directory, value).normalize();
  }

  private static List<String> values(Inspected object, KeyPattern pattern) {
    List<String> values = new ArrayList<>();
    if (object.surface().format() == Format.GITCONFIG
        && object.reading() instanceof Inspected.Keys keys) {
      for (Node value : pattern.select(keys.document()).values()) {
        collect(value, values);
      }
    }
    return values;
  }

  private static void collect(Node value, List<String> values) {
    if (value instanceof Node.Scalar scalar && scalar.text().indexOf('\0') < 0) {
      values.add(scalar.text());
    } else if (value instanceof Node.ArrayNode array) {
      for (Node element : array.elements()) {
        collect(element, values);
      }
    }
  }
}
