package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.closure.Closure;
import dev.agentguard.content.closure.Member;
import dev.agentguard.content.closure.Uncoverable;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Discovered;
import dev.agentguard.surface.Discovery;
import dev.agentguard.surface.FileName;
import dev.agentguard.surface.Located;
import dev.agentguard.surface.Surface;
import dev.agentguard.surface.Unreadable;
import dev.agentguard.verify.Inspected.Role;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a survey: searches the target, reads what it finds, and follows what that leads to until
 * nothing new comes.
 */
final class Surveyor {

  /** The most objects that links, includes and commands may add; more is a problem. */
  private static final int MAX_FOLLOWED = 20_000;

  /** The most files below one directory that a link or a setting leads to; the rest is a gap. */
  private static final int MAX_BEHIND_A_DIRECTORY = 2_000;

  private final Target target;
  private final Discovery discovery;
  private final Inspector inspector;
  private final Derivations derivations;
  private final Commands commands;

  private final Map<String, Inspected> objects = new LinkedHashMap<>();
  private final ArrayDeque<Inspected> unfollowed = new ArrayDeque<>();
  private final Set<Path> searched = new HashSet<>();
  private final List<Path> gitDirectories = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Report.Gap> gaps = new ArrayList<>();
  private int followed;

  Surveyor(Catalogue catalogue, Target target, SnapshotReader reader) {
    this.target = target;
    this.discovery = new Discovery(catalogue);
    this.inspector = new Inspector(reader);
    this.derivations = new Derivations(catalogue, target);
    this.commands = new Commands(new DiskFiles(reader, target.root().getRoot()), target);
  }

  /** Makes the survey; call once. */
  Survey survey() {
    add(
        switch (target.kind()) {
          case WORKSPACE -> discovery.workspace(target.root());
          case HOME -> discovery.home(target.home(), target.environment());
          case SYSTEM -> discovery.system(target.root());
        });
    while (!unfollowed.isEmpty()) {
      Inspected object = unfollowed.pop();
      follow(object);
      objects.put(object.path(), object.light());
    }
    return new Survey(new ArrayList<>(objects.values()), gitDirectories, problems, gaps);
  }

  private void add(Discovered discovered) {
    for (Unreadable unreadable : discovered.unreadable()) {
      problems.add(new Problem(unreadable.path(), unreadable.reason()));
    }
    gitDirectories.addAll(discovered.gitDirectories());
    searched.addAll(discovered.gitDirectories());
    List<Located> located = discovered.located();
    Inspected[] inspected = new ParallelReading(inspector).inspect(located);
    for (Inspected object : inspected) {
      add(object);
    }
  }

  private void add(Inspected object) {
    if (objects.putIfAbsent(object.path(), object) == null) {
      unfollowed.add(object);
    }
  }

  private void add(Path file, Surface surface, Role role, String because) {
    String path = target.shown(file);
    if (objects.containsKey(path)) {
      return;
    }
    if (++followed > MAX_FOLLOWED) {
      if (followed == MAX_FOLLOWED + 1) {
        problems.add(new Problem(because, "it leads to more than " + MAX_FOLLOWED + " files"));
      }
      return;
    }
    add(inspector.inspect(path, file, surface, role, because));
  }

  private void follow(Inspected object) {
    if (object.snapshot() instanceof Snapshot.Link link) {
      followLink(object, link);
      return;
    }
    for (Derivations.Place include : derivations.includes(object)) {
      add(include.file(), include.surface(), Role.DERIVED, include.because());
    }
    for (Derivations.Place hooks : derivations.hookDirectories(object, objects.values())) {
      addFiles(hooks);
    }
    for (Path directory : derivations.gitDirectory(object)) {
      search(directory);
    }
    if (object.role() != Role.CLOSURE) {
      followCommands(object);
    }
  }

  /** A link is protected as a link; so is what it leads to, which is what its readers read. */
  private void followLink(Inspected object, Snapshot.Link link) {
    Path directory = object.file().getParent();
    if (directory == null || link.target().indexOf('\0') >= 0) {
      return;
    }
    Path file = FileName.resolve(directory, link.target()).normalize();
    if (link.target().startsWith("/")) {
      file = FileName.resolve(target.root().getRoot(), link.target().substring(1)).normalize();
    }
    try {
      Path real = file.toRealPath();
      if (Files.isDirectory(real) && FileName.of(object.file()).equals(".git")) {
        search(real);
      } else if (Files.isDirectory(real) && object.role() == Role.ON_THE_WAY) {
        if (searched.add(real)) {
          add(discovery.behindLink(real, target.shown(real) + "/", object.path()));
        }
      } else if (Files.isDirectory(real)) {
        addFiles(new Derivations.Place(real, object.surface(), object.path()));
      } else {
        add(real, object.surface(), Role.DERIVED, object.path());
      }
    } catch (NoSuchFileException e) {
      return; // A dangling link: whoever creates the target changes an accepted absence.
    } catch (IOException e) {
      problems.add(
          new Problem(
              object.path(),
              "the link to "
                  + Escaping.escape(link.target())
                  + " leads nowhere: a loop, or no access"));
    }
  }

  /** Everything below a directory that a setting or a link names. */
  private void addFiles(Derivations.Place place) {
    ArrayDeque<Path> directories = new ArrayDeque<>();
    directories.add(place.file());
    int most = followed + MAX_BEHIND_A_DIRECTORY;
    while (!directories.isEmpty()) {
      Path directory = directories.pop();
      if (!searched.add(directory)) {
        continue;
      }
      if (followed > most) {
        gaps.add(
            new Report.Gap(
                place.because(),
                "It leads to a directory with more than " + MAX_BEHIND_A_DIRECTORY + " files.",
                Escaping.escape(target.shown(place.file()))));
        return;
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            directories.add(entry);
          } else {
            add(entry, place.surface(), Role.DERIVED, place.because());
          }
        }
      } catch (IOException e) {
        if (!Unreadable.isAbsence(e)) {
          problems.add(new Problem(target.shown(directory), Unreadable.reason(e)));
        }
      }
    }
  }

  /** A git directory that a pointer leads to, wherever it is. */
  private void search(Path directory) {
    if (searched.add(directory) && isGitDirectory(directory)) {
      add(discovery.gitDirectory(directory, target.shown(directory) + "/"));
    }
  }

  /**
   * Whether git accepts a directory, so that a pointer to the root makes nobody search the disk.
   */
  private static boolean isGitDirectory(Path directory) {
    return Files.exists(directory.resolve("commondir"))
        || Files.exists(directory.resolve("objects")) && Files.exists(directory.resolve("refs"));
  }

  private void followCommands(Inspected object) {
    Closure closure = commands.closure(object);
    for (Member member : closure.members()) {
      if (member.path().indexOf('\0') >= 0) {
        continue; // No file has such a name.
      }
      Path file = target.file(member.path());
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      add(file, object.surface(), Role.CLOSURE, object.path());
    }
    for (Uncoverable uncoverable : closure.gaps()) {
      gaps.add(
          new Report.Gap(
              object.path(), uncoverable.reason().sentence(), Escaping.escape(uncoverable.text())));
    }
  }
}
