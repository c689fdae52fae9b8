package dev.agentguard.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/**
 * Makes a git repository of the files of the training run, with one commit and an index. It is
 * written here because a build machine need not have git.
 */
final class TrainingRepository {

  private final Path root;
  private final TreeMap<String, byte[]> tracked = new TreeMap<>();

  private TrainingRepository(Path root) {
    this.root = root;
  }

  /** Commits what is there to {@code main}. */
  static void commit(Path root) throws IOException {
    TrainingRepository repository = new TrainingRepository(root);
    Path git = Files.createDirectories(root.resolve(".git"));
    Files.createDirectories(git.resolve("refs/heads"));
    byte[] tree = repository.tree(root, "");
    String text =
        "tree "
            + HexFormat.of().formatHex(tree)
            + "\nauthor A <a@example.com> 1 +0000\ncommitter A <a@example.com> 1 +0000\n\nall\n";
    byte[] commit = repository.object("commit", text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(git.resolve("refs/heads/main"), HexFormat.of().formatHex(commit) + "\n");
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    repository.index(git.resolve("index"));
  }

  private byte[] tree(Path directory, String prefix) throws IOException {
    // Git sorts a directory as if its name ended in a slash.
    TreeMap<String, byte[]> entries = new TreeMap<>();
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path child : stream) {
        children.add(child);
      }
    }
    for (Path child : children) {
      String name = String.valueOf(child.getFileName());
      if (Files.isDirectory(child) && !name.equals(".git")) {
        byte[] id = tree(child, prefix + name + "/");
        entries.put(name + "/", entry("40000 " + name, id));
      } else if (Files.isRegularFile(child)) {
        byte[] id = object("blob", Files.readAllBytes(child));
        tracked.put(prefix + name, id);
        entries.put(name, entry("100644 " + name, id));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries.values()) {
      bytes.writeBytes(entry);
    }
    return object("tree", bytes.toByteArray());
  }

  private static byte[] entry(String start, byte[] id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((start + "\0").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(id);
    return bytes.toByteArray();
  }

  private byte[] object(String type, byte[] content) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes((type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(content);
    byte[] id = sha1(whole.toByteArray());
    String hex = HexFormat.of().formatHex(id);
    Path file = root.resolve(".git/objects").resolve(hex.substring(0, 2));
    Files.createDirectories(file);
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(Files.newOutputStream(file.resolve(hex.substring(2))))) {
      whole.writeTo(out);
    }
    return id;
  }

  private void index(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("DIRC");
    out.writeInt(2);
    out.writeInt(tracked.size());
    for (String path : tracked.keySet()) {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      out.write(new byte[24]);
      out.writeInt(0100644);
      out.write(new byte[12]);
      out.write(tracked.get(path));
      out.writeShort(name.length);
      out.write(name);
      out.write(new byte[8 - (62 + name.length) % 8]);
    }
    bytes.writeBytes(sha1(bytes.toByteArray()));
    Files.write(file, bytes.toByteArray());
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
