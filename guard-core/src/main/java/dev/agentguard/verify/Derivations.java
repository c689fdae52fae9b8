package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.format.KeyPattern;
import dev.agentguard.content.format.Node;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Format;
import dev.agentguard.surface.Surface;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  private static final String GITDIR = "gitdir: ";
  private static final int LONGEST_POINTER = 64 << 10;

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

  /**
   * The directories in which git looks for hooks instead of its own: one for each work tree, if the
   * setting is relative.
   *
   * @param known the objects that were found, among them the pointers of other work trees
   */
  List<Place> hookDirectories(Inspected object, Collection<Inspected> known) {
    List<Place> places = new ArrayList<>();
    List<String> values = values(object, HOOKS);
    if (!values.isEmpty()) {
      Surface hooks = catalogue.surfacesOf(".git/hooks/pre-commit").get(0);
      Set<Path> workTrees = new LinkedHashSet<>();
      workTrees.add(workTree(object));
      workTrees.addAll(otherWorkTrees(object, known));
      for (String value : values) {
        Set<Path> directories = new LinkedHashSet<>();
        for (Path workTree : workTrees) {
          directories.add(resolve(workTree, value));
        }
        for (Path directory : directories) {
          places.add(new Place(directory, hooks, object.path()));
        }
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

  /** Linked worktrees and submodules that obey a configuration, by their pointers. */
  private List<Path> otherWorkTrees(Inspected configuration, Collection<Inspected> known) {
    List<Path> workTrees = new ArrayList<>();
    Path directory = real(configuration.file()).getParent();
    for (Inspected object : known) {
      Path workTree = object.file().getParent();
      if (directory == null || workTree == null || !FileName.of(object.file()).equals(".git")) {
        continue;
      }
      for (Path gitDirectory : gitDirectory(object)) {
        Path linked = directory.resolve("worktrees");
        if (gitDirectory.equals(directory) || linked.equals(gitDirectory.getParent())) {
          workTrees.add(workTree);
        }
      }
    }
    return workTrees;
  }

  /** Whether git takes a file of this name for a pointer to a git directory or a work tree. */
  static boolean isPointer(Path file) {
    String name = FileName.of(file);
    return name.equals(".git") || name.equals("commondir") || name.equals("gitdir");
  }

  /** What a pointer file holds, as git reads it: all bytes but the line breaks at the end. */
  static String pointer(Snapshot.RegularFile file) {
    if (file.metadata().size() > LONGEST_POINTER) {
      return "";
    }
    String text = FileName.decode(file.kept().bytes());
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The git directory that a pointer file leads to, absolute; none for other files. */
  List<Path> gitDirectory(Inspected object) {
    if (!(object.snapshot() instanceof Snapshot.RegularFile file) || file.content() == null) {
      return List.of();
    }
    if (!isPointer(object.file())) {
      return List.of();
    }
    String name = FileName.of(object.file());
    Path directory = object.file().getParent();
    String text = pointer(file);
    if (name.equals(".git")) {
      text = text.startsWith(GITDIR) ? text.substring(GITDIR.length()) : "";
    } else if (!name.equals("commondir")) {
      return List.of();
    }
    if (directory == null || text.indexOf('\0') >= 0 || text.isEmpty()) {
      return List.of();
    }
    return List.of(real(onDisk(directory, text)));
  }

  /** Where the system ends up: behind links, which ".." does not undo. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.normalize();
    }
  }

  private Path onDisk(Path directory, String value) {
    return value.startsWith("/")
        ? FileName.resolve(target.root().getRoot(), value.substring(1))
        : FileName.resolve(directory, value);
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
        && object.reading() instanceof Inspected.Keys keys
        && keys.document() != null) {
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
