package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.FileName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.util.FS;

/**
 * Tells a repository's own content, which is accepted in {@code .guard/}, from what only this clone
 * has: git directories, nested repositories, and files that git ignores and does not track.
 *
 * <p>It reads git's index and ignore files itself; no git program runs and no setting of the
 * repository is obeyed.
 */
final class GitContent {

  private final Target target;
  private final SnapshotReader reader;
  private final Set<String> nested = new HashSet<>();
  private final Set<String> tracked;
  private final Map<Path, IgnoreNode> ignores = new HashMap<>();
  private final boolean isRepository;

  GitContent(Target target, Survey survey, SnapshotReader reader, Derivations derivations)
      throws IOException {
    this.target = target;
    this.reader = reader;
    for (Path directory : survey.gitDirectories()) {
      Path parent = directory.getParent();
      boolean dotGit = FileName.of(directory).equals(".git");
      Path repository = dotGit && parent != null ? parent : directory;
      addNested(repository);
    }
    for (Inspected object : survey.objects()) {
      Path parent = object.file().getParent();
      if (FileName.of(object.file()).equals(".git") && parent != null) {
        addNested(parent);
      }
    }
    Path index = gitDirectory(survey, derivations).resolve("index");
    this.isRepository = Files.exists(target.root().resolve(".git"));
    this.tracked = tracked(index);
  }

  private void addNested(Path repository) {
    if (repository.startsWith(target.root()) && !repository.equals(target.root())) {
      nested.add(target.shown(repository) + "/");
    }
  }

  private Path gitDirectory(Survey survey, Derivations derivations) {
    Path own = target.root().resolve(".git");
    for (Path directory : survey.gitDirectories()) {
      if (directory.equals(own)) {
        return directory;
      }
    }
    for (Inspected object : survey.objects()) {
      if (object.file().equals(own)) {
        for (Path directory : derivations.gitDirectory(object)) {
          return directory;
        }
      }
    }
    return own;
  }

  private static Set<String> tracked(Path index) throws IOException {
    Set<String> paths = new HashSet<>();
    if (Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
      DirCache cache = DirCache.read(index.toFile(), FS.DETECTED);
      for (int i = 0; i < cache.getEntryCount(); i++) {
        paths.add(cache.getEntry(i).getPathString());
      }
    }
    return paths;
  }

  /** Whether a path relative to a repository leads into its git directory, however it is spelt. */
  static boolean isInGitDirectory(String path) {
    String folded = path.toLowerCase(Locale.ROOT);
    int at = folded.indexOf(".git");
    while (at >= 0) {
      int end = at + ".git".length();
      boolean starts = at == 0 || folded.charAt(at - 1) == '/';
      if (starts && (end == folded.length() || folded.charAt(end) == '/')) {
        return true;
      }
      at = folded.indexOf(".git", end);
    }
    return false;
  }

  /** Whether a path, as in baselines, is the repository's own content. */
  boolean isOwn(String path) {
    if (path.startsWith("/") || path.startsWith("~/") || isInGitDirectory(path)) {
      return false;
    }
    if (tracked.contains(path)) {
      return true;
    }
    for (String repository : nested) {
      if (path.startsWith(repository)) {
        return false;
      }
    }
    return !isRepository || !isIgnored(path);
  }

  private boolean isIgnored(String path) {
    String[] segments = path.split("/", -1);
    Path directory = target.root();
    List<Path> directories = new ArrayList<>();
    boolean ignored = false;
    for (int i = 0; i < segments.length && !ignored; i++) {
      directories.add(directory);
      boolean isDirectory = i + 1 < segments.length;
      ignored = isIgnored(directories, segments, i, isDirectory);
      directory = FileName.resolve(directory, segments[i]);
    }
    return ignored;
  }

  /** The innermost ignore file that has an opinion decides; see gitignore(5). */
  private boolean isIgnored(
      List<Path> directories, String[] segments, int last, boolean isDirectory) {
    for (int i = last; i >= 0; i--) {
      String relative = String.join("/", List.of(segments).subList(i, last + 1));
      Boolean opinion = ignoreNode(directories.get(i)).checkIgnored(relative, isDirectory);
      if (opinion != null) {
        return opinion;
      }
    }
    Boolean opinion =
        exclude()
            .checkIgnored(String.join("/", List.of(segments).subList(0, last + 1)), isDirectory);
    return opinion != null && opinion;
  }

  private IgnoreNode exclude() {
    Path file = target.root().resolve(".git").resolve("info").resolve("exclude");
    return ignores.computeIfAbsent(file, this::parse);
  }

  private IgnoreNode ignoreNode(Path directory) {
    return ignores.computeIfAbsent(directory.resolve(".gitignore"), this::parse);
  }

  private IgnoreNode parse(Path file) {
    IgnoreNode node = new IgnoreNode();
    if (reader.keep(file) instanceof Snapshot.RegularFile found) {
      try {
        node.parse(new ByteArrayInputStream(found.kept().bytes()));
      } catch (IOException e) {
        throw new IllegalStateException("reading from memory", e);
      }
    }
    return node;
  }
}
