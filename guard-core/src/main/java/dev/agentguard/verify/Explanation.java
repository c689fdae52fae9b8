package dev.agentguard.verify;

import dev.agentguard.content.Snapshot;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.content.closure.Closure;
import dev.agentguard.content.closure.Member;
import dev.agentguard.content.format.KeyMeaning;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.Catalogue;
import dev.agentguard.surface.Effect;
import dev.agentguard.surface.Surface;
import dev.agentguard.verify.Inspected.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What guard knows about one path, without comparing it with anything.
 *
 * @param path its name in baselines and reports; not escaped
 * @param there what is there, a few words; text of files in it is escaped
 * @param protections what protects it and what that means; none if it is not protected
 */
public record Explanation(String path, String there, List<Protection> protections) {

  /**
   * One surface that a path belongs to.
   *
   * @param surface what protects it
   * @param because the path of the protected file that leads to it, empty if a pattern names it
   * @param severity how bad a change is, at worst
   * @param keys the guarded keys that are in the file now, by key
   * @param closure the scripts and files that it leads to
   * @param unparsable why its keys cannot be read, empty if they can
   */
  public record Protection(
      Surface surface,
      String because,
      Severity severity,
      List<GuardedKey> keys,
      Closure closure,
      String unparsable) {

    public Protection {
      keys = List.copyOf(keys);
    }
  }

  /** A guarded key and the worst that its change does. */
  public record GuardedKey(String key, Effect effect) {}

  public Explanation {
    protections = List.copyOf(protections);
  }

  /** Explains a path by the patterns that name it. */
  public static Explanation byName(
      Catalogue catalogue, Target target, SnapshotReader reader, String path) {
    Path file = target.file(path);
    Inspector inspector = new Inspector(reader);
    List<Protection> protections = new ArrayList<>();
    for (Surface surface : catalogue.surfacesOf(path)) {
      Inspected object = inspector.inspect(path, file, surface, Role.NAMED, "");
      protections.add(protection(object, target, reader));
    }
    return new Explanation(path, there(reader.look(file)), protections);
  }

  /**
   * Explains a path that no pattern names by what leads to it: searches the whole target for a
   * protected file whose settings or commands do.
   */
  public static Explanation bySearch(
      Catalogue catalogue, Target target, SnapshotReader reader, String path) {
    Snapshot snapshot = reader.look(target.file(path));
    List<Protection> protections = new ArrayList<>();
    if (snapshot instanceof Snapshot.Directory) {
      return new Explanation(path, there(snapshot), protections);
    }
    for (Inspected object : new Surveyor(catalogue, target, reader).survey().objects()) {
      if (object.path().equals(path)) {
        protections.add(protection(object, target, reader));
      }
    }
    return new Explanation(path, there(snapshot), protections);
  }

  private static Protection protection(Inspected object, Target target, SnapshotReader reader) {
    Surface surface = object.surface();
    return new Protection(
        surface,
        object.because(),
        Severity.of(surface.effect(), surface),
        keys(object),
        object.role() == Role.CLOSURE ? Closure.EMPTY : closure(object, target, reader),
        object.reading() instanceof Inspected.Unparsable unparsable ? unparsable.reason() : "");
  }

  /** With the paths of its members as reports name them, whatever the target is. */
  private static Closure closure(Inspected object, Target target, SnapshotReader reader) {
    DiskFiles files = new DiskFiles(reader, target.root().getRoot());
    Closure closure = new Commands(files, target).closure(object);
    List<Member> members = new ArrayList<>();
    for (Member member : closure.members()) {
      String path = member.path();
      String shown = path.indexOf('\0') < 0 ? target.shown(target.file(path)) : path;
      members.add(new Member(shown, member.role(), member.because()));
    }
    return new Closure(members, closure.uncoverable());
  }

  private static List<GuardedKey> keys(Inspected object) {
    List<GuardedKey> keys = new ArrayList<>();
    if (object.reading() instanceof Inspected.Keys read) {
      Surface surface = object.surface();
      KeyMeaning meaning = KeyMeaning.of(surface.format(), surface.keys());
      for (String key : read.projection().values().keySet()) {
        keys.add(new GuardedKey(key, meaning.effectOf(key, surface.effect())));
      }
    }
    return keys;
  }

  private static String there(Snapshot snapshot) {
    if (snapshot instanceof Snapshot.Link link) {
      return "a link to " + Escaping.escape(link.target());
    }
    if (snapshot instanceof Snapshot.Special special) {
      return "a " + special.what();
    }
    if (snapshot instanceof Snapshot.Unreadable unreadable) {
      return "unreadable: " + unreadable.reason();
    }
    if (snapshot instanceof Snapshot.Directory) {
      return "a directory";
    }
    return snapshot instanceof Snapshot.RegularFile ? "a file" : "not there";
  }
}
