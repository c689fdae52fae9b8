package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a directory tree with the matcher. It follows no link and opens no file.
 *
 * <p>A large tree is walked by two threads: they share the stack of directories still to visit.
 * Results have no order.
 */
final class TreeWalk {

  /** From this many waiting directories on, a second thread is worth its start. */
  private static final int MANY = 256;

  private record Visit(Path directory, String prefix, PathMatcher.State state) {}

  private final PathMatcher matcher;
  private final Protections protections;
  private final PathMatcher.State gitState;
  private final ArrayDeque<Visit> waiting = new ArrayDeque<>();
  private final List<Located> located = new ArrayList<>();
  private final List<Path> gitDirectories = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private long directories;
  private int active;
  private boolean helped;
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
    Throwable early = failure();
    if (early != null) {
      throw new IllegalStateException("the search of " + FileName.text(root) + " failed", early);
    }
  }

  private void work() {
    Visit visit = take();
    while (visit != null) {
      Findings findings = new Findings();
      try {
        visit(visit, findings);
        finish(findings);
      } catch (RuntimeException | Error e) {
        failed(e);
      }
      visit = take();
    }
  }

  private synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** A directory that one thread could not visit ends the walk of both. */
  private synchronized void failed(Throwable e) {
    failure = e;
    notifyAll();
  }

  private synchronized @Nullable Visit take() {
    while (failure != null || waiting.isEmpty()) {
      if (failure != null || active == 0) {
        notifyAll();
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    active++;
    return waiting.pop();
  }

  private synchronized void finish(Findings findings) {
    active--;
    directories++;
    located.addAll(findings.located);
    gitDirectories.addAll(findings.gitDirectories);
    unreadable.addAll(findings.unreadable);
    for (Visit child : findings.children) {
      waiting.push(child);
    }
    if (!helped && waiting.size() > MANY && Runtime.getRuntime().availableProcessors() > 1) {
      helped = true;
      Thread helper = new Thread(this::work, "discovery");
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
  }

  private void visit(Visit visit, Findings findings) {
    List<Path> entries = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(visit.directory)) {
      for (Path entry : stream) {
        entries.add(entry);
        names.add(FileName.of(entry));
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
    boolean git =
        names.contains("HEAD")
            && (names.contains("commondir") || names.contains("objects") && names.contains("refs"));
    PathMatcher.State state = visit.state;
    if (git) {
      findings.gitDirectories.add(visit.directory);
      state = matcher.union(state, gitState);
    }
    boolean prune = git && FileName.of(visit.directory).equals(".git");
    for (int i = 0; i < names.size(); i++) {
      if (!prune || !isGitStorage(names.get(i))) {
        entry(visit, state, entries.get(i), names.get(i), findings);
      }
    }
  }

  /** The bulk of a git directory: git reads no configuration there. */
  private static boolean isGitStorage(String name) {
    return name.equals("objects") || name.equals("refs") || name.equals("logs");
  }

  private void entry(
      Visit visit, PathMatcher.State state, Path file, String name, Findings findings) {
    String folded = Folding.fold(name);
    PathMatcher.State next = matcher.next(state, folded);
    boolean touched = matcher.touches(state, folded);
    if (!touched && PathMatcher.isDead(next)) {
      return;
    }
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
      if (touched && matcher.names(state, folded) && !matcher.leads(state, folded)) {
        locate(visit, state, file, name, false, findings);
      }
      if (!PathMatcher.isDead(next)) {
        findings.children.add(new Visit(file, visit.prefix + name + "/", next));
      }
    } else if (touched) {
      locate(visit, state, file, name, attributes.isSymbolicLink(), findings);
    }
  }

  private void locate(
      Visit visit,
      PathMatcher.State state,
      Path file,
      String name,
      boolean link,
      Findings findings) {
    String folded = Folding.fold(name);
    int[] surfaces = matcher.surfaces(state, folded);
    Located.Way way = Located.Way.NAMED;
    if (surfaces.length == 0 && link && matcher.leads(state, folded)) {
      surfaces = matcher.below(state, folded);
      way = Located.Way.ON_THE_WAY;
    }
    if (surfaces.length > 0) {
      Surface surface = protections.of(surfaces);
      if (surface.stance() != Stance.WATCH) {
        findings.located.add(new Located(visit.prefix() + name, file, surface, way));
      }
    }
  }
}
