package dev.agentguard.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a repository: its own and those of its alternates, loose and packed. Every object
 * is checked against its name. Safe for use by many threads.
 */
final class ObjectStore {

  /** The largest object that is read at once; larger ones only if they are stored loose. */
  static final int AT_ONCE = 256 << 20;

  private static final int KEPT_SIZE = 1 << 20;
  private static final int MOST_KEPT = 256;
  private static final int MOST_ALTERNATES = 64;

  private final List<LooseObjects> loose = new ArrayList<>();
  private final List<Path> packDirectories = new ArrayList<>();
  private final Map<String, Pack> packs = new LinkedHashMap<>();
  private final Map<ObjectId, GitObject> kept = new Kept();

  // One for each thread that reads: Java looks through its providers for a new one.
  private final ArrayDeque<MessageDigest> digests = new ArrayDeque<>();

  // What is in packs; replaced as a whole, so that looking for an object needs no lock.
  private volatile @Nullable List<Pack> listed;

  private final PackBytes.Kept pieces = new PackBytes.Kept();

  private static final class Kept extends LinkedHashMap<ObjectId, GitObject> {
    private static final long serialVersionUID = 1L;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ObjectId, GitObject> eldest) {
      return size() > MOST_KEPT;
    }
  }

  /**
   * @param directories the object directories; those that their alternates name are added
   */
  ObjectStore(List<Path> directories) throws IOException {
    Set<Path> all = new LinkedHashSet<>();
    List<Path> waiting = new ArrayList<>(directories);
    for (int i = 0; i < waiting.size(); i++) {
      Path directory = waiting.get(i).toAbsolutePath().normalize();
      if (all.add(directory)) {
        waiting.addAll(alternates(directory));
      }
      if (all.size() > MOST_ALTERNATES) {
        throw new DamagedException(directory.toString(), "too many alternates");
      }
    }
    for (Path directory : all) {
      loose.add(new LooseObjects(directory));
      packDirectories.add(directory.resolve("pack"));
    }
  }

  private static List<Path> alternates(Path directory) throws IOException {
    byte[] bytes = PlainBytes.read(directory.resolve("info").resolve("alternates"), 1 << 20);
    List<Path> found = new ArrayList<>();
    if (bytes == null) {
      return found;
    }
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#") && line.indexOf('\0') < 0) {
        found.add(directory.resolve(line));
      }
    }
    return found;
  }

  /** An object, checked. */
  GitObject read(ObjectId id) throws IOException {
    synchronized (kept) {
      GitObject known = kept.get(id);
      if (known != null) {
        return known;
      }
    }
    GitObject object = find(id);
    if (!id.is(digest(object))) {
      throw DamagedException.object(id, "has another content than its name says");
    }
    if (object.content().length <= KEPT_SIZE) {
      synchronized (kept) {
        kept.put(id, object);
      }
    }
    return object;
  }

  /** The last pieces of packs that were read. */
  PackBytes.Kept pieces() {
    return pieces;
  }

  private byte[] digest(GitObject object) {
    MessageDigest digest;
    synchronized (digests) {
      digest = digests.poll();
    }
    if (digest == null) {
      digest = sha1();
    }
    digest.update(LooseObjects.head(object.type(), object.content().length));
    byte[] value = digest.digest(object.content());
    synchronized (digests) {
      digests.push(digest);
    }
    return value;
  }

  /** The content of an object that must have a type. */
  byte[] read(ObjectId id, int type) throws IOException {
    GitObject object = read(id);
    if (object.type() != type) {
      throw DamagedException.object(
          id, "is a " + GitObject.word(object.type()) + ", not a " + GitObject.word(type));
    }
    return object.content();
  }

  private GitObject find(ObjectId id) throws IOException {
    for (int attempt = 0; attempt < 2; attempt++) {
      for (Pack pack : packs(attempt > 0)) {
        long offset = pack.find(id);
        if (offset >= 0) {
          return pack.read(offset, AT_ONCE);
        }
      }
      for (LooseObjects objects : loose) {
        GitObject object = objects.read(id, AT_ONCE);
        if (object != null) {
          return object;
        }
      }
    }
    throw DamagedException.missing(id);
  }

  /** How long an object is. */
  long size(ObjectId id) throws IOException {
    synchronized (kept) {
      GitObject known = kept.get(id);
      if (known != null) {
        return known.content().length;
      }
    }
    for (int attempt = 0; attempt < 2; attempt++) {
      for (Pack pack : packs(attempt > 0)) {
        long offset = pack.find(id);
        if (offset >= 0) {
          return pack.size(offset);
        }
      }
      for (LooseObjects objects : loose) {
        LooseObjects.Opened opened = objects.open(id);
        if (opened != null) {
          opened.content().close();
          return opened.size();
        }
      }
    }
    throw DamagedException.missing(id);
  }

  /** A loose blob as a stream that checks it at its end, or null if it is not stored loose. */
  @Nullable InputStream stream(ObjectId id) throws IOException {
    for (LooseObjects objects : loose) {
      LooseObjects.Opened opened = objects.open(id);
      if (opened != null) {
        if (opened.type() != GitObject.BLOB) {
          throw DamagedException.object(id, "is no blob");
        }
        return new CheckedStream(id, opened, sha1());
      }
    }
    return null;
  }

  /** The objects whose names begin with some digits, at most two. */
  Set<ObjectId> startingWith(String digits) throws IOException {
    Set<ObjectId> found = new LinkedHashSet<>();
    for (Pack pack : packs(false)) {
      found.addAll(pack.index().startingWith(digits, 2));
    }
    for (LooseObjects objects : loose) {
      found.addAll(objects.startingWith(digits, 2));
    }
    return found;
  }

  /** The packs; listed again if an object is missing, because another process may be packing. */
  private List<Pack> packs(boolean again) throws IOException {
    List<Pack> known = listed;
    return known == null || again ? list() : known;
  }

  private synchronized List<Pack> list() throws IOException {
    for (Path directory : packDirectories) {
      list(directory);
    }
    List<Pack> all = List.copyOf(packs.values());
    listed = all;
    return all;
  }

  private void list(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".idx")) {
          names.add(name.substring(0, name.length() - 4));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return;
    }
    names.sort(null);
    for (String name : names) {
      String key = directory + "/" + name;
      if (!packs.containsKey(key) && PlainBytes.size(directory.resolve(name + ".pack")) >= 0) {
        packs.put(key, new Pack(directory, name, this));
      }
    }
  }

  static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
