package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.surface.FileName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells git's ordinary pointer files from redirected ones.
 *
 * <p>Linked worktrees and submodules come and go with {@code git worktree add} and {@code git
 * submodule update}, so their pointers are judged by where they lead: a pointer into the same
 * repository's own git directory needs no acceptance, because what it leads to is protected itself.
 */
final class GitPointers {

  private final Set<Path> own = new HashSet<>();
  private final Map<Path, Path> workTrees = new HashMap<>();
  private final Path root;
  private final Derivations derivations;

  GitPointers(Survey survey, Target target, Derivations derivations) {
    this.root = target.root();
    this.derivations = derivations;
    for (Inspected object : survey.objects()) {
      Path workTree = object.file().getParent();
      if (workTree != null && FileName.of(object.file()).equals(".git")) {
        for (Path directory : derivations.gitDirectory(object)) {
          workTrees.put(workTree, directory);
        }
      }
    }
    for (Path directory : survey.gitDirectories()) {
      if (FileName.of(directory).equals(".git") && directory.startsWith(target.root())) {
        own.add(directory);
      }
    }
  }

  boolean areOrdinary(Inspected object) {
    if (!(object.snapshot() instanceof Snapshot.RegularFile file) || file.content() == null) {
      return false;
    }
    String name = FileName.of(object.file());
    if (name.equals("config")) {
      return isOwn(object.file()) && saysOnlyWhereItsWorkTreeIs(object);
    }
    if (name.equals("gitdir")) {
      return isOwn(object.file()) && namesWorkTree(Derivations.pointer(file));
    }
    for (Path directory : derivations.gitDirectory(object)) {
      if (!isOwn(directory)) {
        return false;
      }
    }
    return !derivations.gitDirectory(object).isEmpty();
  }

  /** The back pointer of a linked worktree says where the worktree's pointer is. */
  private static boolean namesWorkTree(String text) {
    return text.endsWith("/.git") && text.indexOf('\n') < 0;
  }

  /**
   * A submodule's configuration says where its work tree is. That is ordinary as long as it is in
   * this workspace, and no other repository's.
   */
  private boolean saysOnlyWhereItsWorkTreeIs(Inspected object) {
    Path directory = object.file().getParent();
    if (directory == null
        || !(object.reading() instanceof Inspected.Keys keys)
        || !keys.projection().values().keySet().equals(Set.of("core.worktree"))) {
      return false;
    }
    List<Path> named = derivations.workTrees(object);
    if (named.size() != 1) {
      return false;
    }
    Path workTree = named.get(0);
    boolean inside = workTree.startsWith(root) && !directory.startsWith(workTree);
    return inside && workTrees.getOrDefault(workTree, directory).equals(directory);
  }

  private boolean isOwn(Path path) {
    try {
      Path real = path.toRealPath();
      for (Path directory : own) {
        if (real.startsWith(directory)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }
}
