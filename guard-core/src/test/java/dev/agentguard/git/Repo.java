package dev.agentguard.git;

import dev.agentguard.verify.Git;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A repository that the real git has made, and what a test does to it. */
final class Repo {

  static final String MOUNT = "/repository";

  final Git git;
  final Path root;

  private Repo(Git git, Path root) {
    this.git = git;
    this.root = root;
  }

  /** A new one in an empty directory. */
  static Repo in(Path scratch) throws Exception {
    Path base = scratch.toRealPath();
    Git git = Git.at(Files.createDirectories(base.resolve("home")));
    Path root = Files.createDirectories(base.resolve("work"));
    git.run(root, "init", "-q", "-b", "main");
    return new Repo(git, root);
  }

  /** The same git somewhere else. */
  Repo at(Path other) {
    return new Repo(git, other);
  }

  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  String run(String... arguments) throws Exception {
    return git.run(root, arguments).strip();
  }

  /** Commits everything that is there. */
  void commit(String message) throws Exception {
    run("add", "-A");
    run("commit", "-q", "--allow-empty", "-m", message);
  }

  GitRepository open() throws IOException {
    return open(Map.of());
  }

  GitRepository open(Map<String, String> environment) throws IOException {
    return GitRepository.open(root, environment, root);
  }

  Path head() throws IOException {
    return tree("HEAD");
  }

  Path tree(String revision) throws IOException {
    GitRepository repository = open();
    return repository.tree(repository.find(revision).orElseThrow(), MOUNT).workTree();
  }

  Path index() throws IOException {
    return open().index(MOUNT).workTree();
  }

  Path merged(String head, String target) throws IOException {
    GitRepository repository = open();
    return repository
        .merged(repository.find(head).orElseThrow(), repository.find(target).orElseThrow(), MOUNT)
        .workTree();
  }

  /** Everything below a directory: links with their targets, files with what is in them. */
  static Map<String, String> listing(Path directory) throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = directory.relativize(file).toString();
        if (Files.isSymbolicLink(file)) {
          listing.put(name, "-> " + Files.readSymbolicLink(file));
        } else if (Files.isRegularFile(file)) {
          listing.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return listing;
  }

  /** A blob; its name. */
  String blob(String text) throws Exception {
    return git.feed(root, text.getBytes(StandardCharsets.UTF_8), "hash-object", "-w", "--stdin");
  }

  /** An entry of a tree object, whatever it says. */
  static byte[] entry(String mode, String name, String id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(HexFormat.of().parseHex(id));
    return bytes.toByteArray();
  }

  /** A tree object of any bytes, in a commit on the branch; nothing checks it. */
  void commitTree(byte[]... entries) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bytes.writeBytes(entry);
    }
    String tree =
        git.feed(
            root, bytes.toByteArray(), "hash-object", "-t", "tree", "--literally", "-w", "--stdin");
    String commit =
        git.feed(
            root,
            ("tree "
                    + tree
                    + "\nauthor A <a@example.com> 1 +0000\ncommitter A <a@example.com> 1 +0000\n\nm\n")
                .getBytes(StandardCharsets.UTF_8),
            "hash-object",
            "-t",
            "commit",
            "--literally",
            "-w",
            "--stdin");
    Files.writeString(root.resolve(".git/refs/heads/main"), commit + "\n");
  }
}
