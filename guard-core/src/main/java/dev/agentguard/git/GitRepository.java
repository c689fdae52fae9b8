package dev.agentguard.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A git repository, of which trees can be looked at as file systems. It is only read. */
public final class GitRepository {

  private static final int LONGEST_INDEX = 1 << 30;
  private static final int LONGEST_SHALLOW = 64 << 20;
  private static final int SHORTEST_NAME = 4;
  private static final int MOST_STEPS = 100_000;

  private final RepositoryLayout layout;
  private final ObjectStore objects;
  private final References references;

  private GitRepository(RepositoryLayout layout) throws IOException {
    this.layout = layout;
    this.objects = new ObjectStore(layout.objects());
    this.references = new References(layout);
  }

  /**
   * The repository of a directory.
   *
   * @param directory a work tree, or a git directory without one
   * @param environment git's variables, as git sets them for hooks; none if the directory is not
   *     that of the hook
   * @param current what relative paths in these are relative to
   * @throws RepositoryException if there is none, or one that guard cannot read
   */
  public static GitRepository open(Path directory, Map<String, String> environment, Path current)
      throws IOException {
    return new GitRepository(RepositoryLayout.of(directory, environment, current));
  }

  /** A commit that was found, for people and for what this repository can do with it. */
  public static final class Revision {
    private final Commit commit;

    private Revision(Commit commit) {
      this.commit = commit;
    }

    /** The first digits of its name. */
    public String abbreviated() {
      return commit.id().hex().substring(0, 7);
    }
  }

  /**
   * The commit that a text means: a branch, a tag, a commit's name, with {@code ~2} or {@code ^}
   * behind it; or nothing if there is no such thing here.
   */
  public Optional<Revision> find(String text) throws IOException {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '~' && text.charAt(end) != '^') {
      end++;
    }
    String name = text.substring(0, end);
    ObjectId id = named(name.equals("@") ? "HEAD" : name);
    if (id == null) {
      return Optional.empty();
    }
    Commit commit = peel(id, name);
    int at = end;
    while (at < text.length()) {
      char step = text.charAt(at++);
      int digits = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (step != '~' && step != '^' || at - digits > 6) {
        return Optional.empty();
      }
      int number = at == digits ? 1 : Integer.parseInt(text.substring(digits, at));
      if (number > MOST_STEPS) {
        return Optional.empty();
      }
      for (int i = step == '~' ? 0 : Math.max(0, number - 1); i < number; i++) {
        int parent = step == '~' ? 0 : number - 1;
        if (parent >= commit.parents().size() || shallow().contains(commit.id())) {
          return Optional.empty();
        }
        commit = commit(commit.parents().get(parent));
      }
    }
    return Optional.of(new Revision(commit));
  }

  private @Nullable ObjectId named(String name) throws IOException {
    ObjectId whole = ObjectId.parse(name);
    if (whole != null) {
      return isHere(whole) ? whole : null;
    }
    ObjectId reference = referred(name);
    if (reference != null || name.length() < SHORTEST_NAME || !isHexadecimal(name)) {
      return reference;
    }
    Set<ObjectId> found = new HashSet<>();
    for (ObjectId id : objects.startingWith(name)) {
      int type = objects.read(id).type();
      if (type == GitObject.COMMIT || type == GitObject.TAG) {
        found.add(id);
      }
    }
    if (found.size() > 1) {
      throw new RepositoryException(name + " is the beginning of several commits' names", "");
    }
    return found.isEmpty() ? null : found.iterator().next();
  }

  /** What the references of a name lead to; there may be several if it is the same commit. */
  private @Nullable ObjectId referred(String name) throws IOException {
    List<References.Match> matches = references.find(name);
    if (matches.isEmpty()) {
      return null;
    }
    ObjectId first = matches.get(0).id();
    StringBuilder all = new StringBuilder(matches.get(0).name());
    boolean ambiguous = false;
    for (References.Match match : matches.subList(1, matches.size())) {
      all.append(" and ").append(match.name());
      ambiguous |=
          !match.id().equals(first)
              && !peel(match.id(), match.name()).id().equals(peel(first, name).id());
    }
    if (ambiguous) {
      String last = matches.get(matches.size() - 1).name();
      throw new RepositoryException(
          name + " is ambiguous: " + all, "name it in full: ".concat(last));
    }
    return first;
  }

  private boolean isHere(ObjectId id) throws IOException {
    try {
      return objects.size(id) >= 0;
    } catch (DamagedException e) {
      return false;
    }
  }

  private static boolean isHexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private Commit peel(ObjectId start, String name) throws IOException {
    ObjectId id = start;
    for (int depth = 0; depth < 16; depth++) {
      GitObject object = objects.read(id);
      if (object.type() == GitObject.COMMIT) {
        return Commit.parse(id, object.content());
      }
      ObjectId next = object.type() == GitObject.TAG ? Commit.tagged(object.content()) : null;
      if (next == null) {
        break;
      }
      id = next;
    }
    throw new RepositoryException(name + " is not a commit", "");
  }

  private Commit commit(ObjectId id) throws IOException {
    return Commit.parse(id, objects.read(id, GitObject.COMMIT));
  }

  private Set<ObjectId> shallow() throws IOException {
    Set<ObjectId> shallow = new HashSet<>();
    byte[] bytes = PlainBytes.read(layout.common().resolve("shallow"), LONGEST_SHALLOW);
    if (bytes != null) {
      for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        ObjectId id = ObjectId.parse(line.strip());
        if (id != null) {
          shallow.add(id);
        }
      }
    }
    return shallow;
  }

  /**
   * The tree of a commit.
   *
   * @param mount the absolute path at which it is to be
   */
  public GitFileSystem tree(Revision revision, String mount) {
    Directory tree = new StoredDirectory(objects, revision.commit.tree());
    return new GitFileSystem(tree, objects, mount);
  }

  /**
   * The tree that merging a branch would make, path by path: where the branch has not changed
   * anything since it left the target, what the target has now.
   *
   * <p>If the two have no common past, or one that a shallow clone may have cut, or several latest
   * common ancestors, it is the branch's own tree: nothing that the branch holds is then taken for
   * the target's.
   *
   * @param head the end of the branch
   * @param target what it would be merged into
   */
  public GitFileSystem merged(Revision head, Revision target, String mount) throws IOException {
    List<Commit> bases = new MergeBases(objects, shallow()).find(head.commit, target.commit);
    if (bases.size() != 1) {
      return tree(head, mount);
    }
    TreeEntry ours = top(head.commit);
    TreeEntry ancestor = top(bases.get(0));
    TreeEntry theirs = top(target.commit);
    Directory merged = MergedDirectory.of(ours, ancestor, theirs);
    List<String> displaced = Displaced.paths(ours, ancestor, theirs);
    return new GitFileSystem(merged, objects, mount, List.of(), displaced);
  }

  private TreeEntry top(Commit commit) {
    Directory tree = new StoredDirectory(objects, commit.tree());
    return new TreeEntry("", EntryKind.DIRECTORY, commit.tree(), tree);
  }

  /** The tree that the index holds, which is what a commit would be made of. */
  public GitFileSystem index(String mount) throws IOException {
    List<String> unmerged = new ArrayList<>();
    byte[] bytes = PlainBytes.read(layout.index(), LONGEST_INDEX);
    Directory root =
        bytes == null ? Directory.EMPTY : IndexScan.root(layout.index(), bytes, objects, unmerged);
    return new GitFileSystem(root, objects, mount, unmerged, List.of());
  }
}
