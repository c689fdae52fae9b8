package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a directory tree with the matcher. It follows no link and opens no file.
 *
 * <p>A large tree is walked by two threads: they share the stack of directories still to visit.
 * Results have no order.
 */
final class TreeWalk {

  /** From this many directories on, a second thread is worth its start. */
  private static final int MANY = 64;

  /** From this many directories on, it is worth finding out what file system the tree is on. */
  private static final int LARGE = 500;

  /** From this many names on, a look at their directory is cheaper than one at each. */
  private static final int WORTH_COUNTING = 3;

  private static final FileSystem DISK = FileSystems.getDefault();

  private record Visit(Path directory, String prefix, PathMatcher.State state) {}

  private final PathMatcher matcher;
  private final Protections protections;
  private final PathMatcher.State gitState;
  private final ArrayDeque<Visit> waiting = new ArrayDeque<>();
  private final List<Located> located = new ArrayList<>();
  private final List<Path> gitDirectories = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final LinkCounts linkCounts = new LinkCounts(System.currentTimeMillis());
  private final Map<PathMatcher.State, Sieve> sieves = new HashMap<>();
  private volatile @Nullable Sieve lastSieve;
  private long directories;
  private volatile boolean large;
  private int active;
  private boolean helped;
  private boolean interrupted;
  private @Nullable Throwable failure;

  TreeWalk(PathMatcher matcher, Protections protections) {
    this.matcher = matcher;
    this.protections = protections;
    this.gitState = matcher.next(matcher.root(Scope.WORKSPACE), ".git");
  }

  List<Located> located() {
    return located;
  }

  List<Path> gitDirectories() {
    return gitDirectories;
  }

  List<Unreadable> unreadable() {
    return unreadable;
  }

  long directories() {
    return directories;
  }

  /** Walks a tree; call once. */
  void run(Path root, String prefix, PathMatcher.State state) {
    waiting.push(new Visit(root, prefix, state));
    work();
    synchronized (this) {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw new IllegalStateException("the search failed", failure);
      }
    }
  }

  /** The second thread's work; a class, because a lambda would be linked at every start. */
  private final class SecondThread implements Runnable {
    @Override
    public void run() {
      work();
    }
  }

  private void work() {
    Visit visit = take();
    while (visit != null) {
      Findings findings = new Findings();
      try {
        visit(visit, findings);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
      finish(findings);
      visit = take();
    }
  }

  private synchronized @Nullable Visit take() {
    while (waiting.isEmpty()) {
      if (active == 0) {
        notifyAll();
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // Half a search would look like a whole one.
      }
    }
    active++;
    return waiting.pop();
  }

  /** A defect in either thread ends the search, and {@link #run} says so. */
  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
  }

  private synchronized void finish(Findings findings) {
    active--;
    directories++;
    large |= directories > LARGE;
    located.addAll(findings.located);
    gitDirectories.addAll(findings.gitDirectories);
    unreadable.addAll(findings.unreadable);
    for (Visit child : findings.children) {
      waiting.push(child);
    }
    if (failure != null) {
      waiting.clear();
    }
    if (!helped
        && directories > MANY
        && waiting.size() > 1
        && Runtime.getRuntime().availableProcessors() > 1) {
      helped = true;
      Thread helper = new Thread(new SecondThread(), "discovery");
      helper.setDaemon(true);
      helper.start();
    }
    notifyAll();
  }

  /** What one directory holds; gathered without the lock. */
  private static final class Findings {
    final List<Located> located = new ArrayList<>(0);
    final List<Path> gitDirectories = new ArrayList<>(0);
    final List<Unreadable> unreadable = new ArrayList<>(0);
    final List<Visit> children = new ArrayList<>();
    int directories;
  }

  private void visit(Visit visit, Findings findings) {
    List<Path> entries = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> folded = new ArrayList<>();
    try {
      list(visit, sieve(visit), entries, names, folded);
      if (isGitDirectory(folded) && visit.directory.getFileSystem() != DISK) {
        // More names matter in a git directory than the sieve let through.
        entries.clear();
        names.clear();
        folded.clear();
        list(visit, null, entries, names, folded);
      }
    } catch (IOException e) {
      if (Unreadable.isAbsence(e)) {
        return; // It went away while the tree was walked: absent is a state like any other.
      }
      findings.unreadable.add(new Unreadable(visit.prefix, Unreadable.reason(e)));
      return;
    } catch (DirectoryIteratorException e) {
      findings.unreadable.add(new Unreadable(visit.prefix, "input/output error"));
      return;
    }
    boolean git = isGitDirectory(folded);
    PathMatcher.State state = visit.state;
    if (git) {
      findings.gitDirectories.add(visit.directory);
      state = matcher.union(state, gitState);
    }
    boolean prune = git && FileName.of(visit.directory).equals(".git");
    int[] others = new int[names.size()];
    int count = 0;
    for (int i = 0; i < names.size(); i++) {
      if (prune && isGitStorage(names.get(i))) {
        continue;
      }
      PathMatcher.Step step = matcher.step(state, folded.get(i));
      if (step.isTouched()) {
        entry(visit, step, entries.get(i), names.get(i), findings);
      } else if (!PathMatcher.isDead(step.next())) {
        others[count++] = i;
      }
    }
    // Names that no pattern knows count only if they are directories. Looking at each is most of
    // the work in a large tree, so there it ends with the last subdirectory that the link count
    // tells of; names without an extension are looked at first.
    int left = LinkCounts.UNKNOWN;
    if (large && count > WORTH_COUNTING && visit.directory.getFileSystem() == DISK) {
      left = linkCounts.subdirectories(visit.directory) - findings.directories;
    }
    for (int i = 0; i < 2 * count && left > 0; i++) {
      int other = others[i % count];
      String name = names.get(other);
      if (name.indexOf('.') > 0 == i >= count) {
        int before = findings.directories;
        entry(visit, matcher.step(state, folded.get(other)), entries.get(other), name, findings);
        left -= findings.directories - before;
      }
    }
  }

  private static void list(
      Visit visit,
      @Nullable NameSieve sieve,
      List<Path> entries,
      List<String> names,
      List<String> folded)
      throws IOException {
    try (DirectoryStream<Path> stream =
        visit.directory.getFileSystem() instanceof SievedFileSystem system
            ? system.newDirectoryStream(visit.directory, sieve)
            : Files.newDirectoryStream(visit.directory)) {
      for (Path entry : stream) {
        entries.add(entry);
        String name = FileName.of(entry);
        names.add(name);
        folded.add(Folding.fold(name));
      }
    }
  }

  private record Sieve(PathMatcher.State state, @Nullable NameSieve names) {}

  /** The sieve for a state; most directories are in the same one. */
  @SuppressWarnings("ReferenceEquality") // An equal state that is another object costs a look-up.
  private @Nullable NameSieve sieve(Visit visit) {
    PathMatcher.State state = visit.state;
    if (visit.directory.getFileSystem() == DISK) {
      return null;
    }
    Sieve last = lastSieve;
    if (last != null && last.state == state) {
      return last.names;
    }
    synchronized (sieves) {
      Sieve known = sieves.get(state);
      if (known == null) {
        known = new Sieve(state, matcher.sieve(state));
        sieves.put(state, known);
      }
      lastSieve = known;
      return known.names;
    }
  }

  /**
   * Whether git would take a directory with these names for a git directory: one of its own, or one
   * that has the rest in the directory that {@code commondir} names.
   */
  private static boolean isGitDirectory(List<String> folded) {
    return folded.contains("head")
        && (folded.contains("commondir") || folded.contains("objects") && folded.contains("refs"));
  }

  /** The bulk of a git directory: git reads no configuration there. */
  private static boolean isGitStorage(String name) {
    return name.equals("objects") || name.equals("refs") || name.equals("logs");
  }

  private void entry(
      Visit visit, PathMatcher.Step step, Path file, String name, Findings findings) {
    boolean touched = step.isTouched();
    PathMatcher.State next = step.next();
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      if (Unreadable.isAbsence(e)) {
        return;
      }
      findings.unreadable.add(new Unreadable(visit.prefix + name, Unreadable.reason(e)));
      return;
    }
    if (attributes.isDirectory()) {
      findings.directories++;
      if (touched && step.isNamed() && !step.leads()) {
        locate(visit, step, file, name, false, findings);
      }
      if (!PathMatcher.isDead(next)) {
        findings.children.add(new Visit(file, visit.prefix + name + "/", next));
      }
    } else if (touched) {
      locate(visit, step, file, name, attributes.isSymbolicLink(), findings);
    }
  }

  private void locate(
      Visit visit, PathMatcher.Step step, Path file, String name, boolean link, Findings findings) {
    int[] surfaces = step.surfaces();
    Surface named = surfaces.length > 0 ? protections.of(surfaces) : null;
    boolean onTheWay = link && step.leads();
    if (named != null && (named.stance() != Stance.WATCH || !onTheWay)) {
      add(visit, file, name, named, Located.Way.NAMED, findings);
    } else if (onTheWay) {
      Surface strictest = protections.strictest(step.below());
      add(visit, file, name, strictest, Located.Way.ON_THE_WAY, findings);
    }
  }

  private static void add(
      Visit visit, Path file, String name, Surface surface, Located.Way way, Findings findings) {
    if (surface.stance() != Stance.WATCH) {
      findings.located.add(new Located(visit.prefix() + name, file, surface, way));
    }
  }
}
