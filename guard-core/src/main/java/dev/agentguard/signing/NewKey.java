package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SshPublicKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * Makes an Ed25519 key for a person who has none, in OpenSSH's format and never without a
 * passphrase: a key that lies open on the disk is every agent's key, too.
 */
public final class NewKey {

  /** Shorter passphrases are refused, in characters. */
  public static final int SHORTEST_PASSPHRASE = 8;

  /** Twice what {@code ssh-keygen} uses; it takes a fraction of a second. */
  private static final int ROUNDS = 32;

  private static final int SALT = 16;
  private static final int BLOCK = 16;
  private static final int LINE = 70;

  private final SecureRandom random;

  /** A maker of keys. */
  public NewKey(SecureRandom random) {
    this.random = random;
  }

  /**
   * Makes a key and writes it, with its {@code .pub} beside it. Nothing is replaced.
   *
   * @param file where, usually {@link Person#guardKey}
   * @param passphrase not overwritten
   * @param comment one line, the signer's name
   */
  public SigningKey make(Path file, char[] passphrase, String comment) throws SigningException {
    if (passphrase.length < SHORTEST_PASSPHRASE) {
      throw new SigningException(
          "a passphrase has at least " + SHORTEST_PASSPHRASE + " characters");
    }
    if (comment.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new SigningException("the name of the signer is not one line of text");
    }
    PrivateKey.Ed25519 key = new PrivateKey.Ed25519(new Ed25519PrivateKeyParameters(random));
    SshPublicKey open = key.publicKey();
    byte[] bytes = KeyFileSigner.utf8(passphrase);
    byte[] text = text(key, bytes, comment);
    Arrays.fill(bytes, (byte) 0);
    String line = open.text() + " " + comment + "\n";
    try {
      directory(file);
      Path beside = file.resolveSibling(file.getFileName() + ".pub");
      requireAbsent(file);
      requireAbsent(beside);
      write(file, text, "rw-------");
      write(beside, line.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    } catch (FileAlreadyExistsException e) {
      throw new SigningException(e.getFile() + ": is there already");
    } catch (IOException e) {
      throw new SigningException(file + ": cannot be written");
    }
    return new SigningKey(open, Optional.of(file), "the key that guard made");
  }

  private byte[] text(PrivateKey.Ed25519 key, byte[] passphrase, String comment) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    int check = random.nextInt();
    SshBytes.Writer secret = new SshBytes.Writer().number(check).number(check);
    key.write(secret);
    secret.text(comment);
    for (int i = 1; secret.size() % BLOCK != 0; i++) {
      secret.octet(i);
    }
    byte[] plain = secret.bytes();
    byte[] sealed = PrivateKeyFile.crypt(plain, passphrase, salt, ROUNDS);
    Arrays.fill(plain, (byte) 0);
    byte[] file =
        new SshBytes.Writer()
            .raw(PrivateKeyFile.MAGIC)
            .text(PrivateKeyFile.AES)
            .text(PrivateKeyFile.BCRYPT)
            .string(new SshBytes.Writer().string(salt).number(ROUNDS).bytes())
            .number(1)
            .string(key.publicBlob())
            .string(sealed)
            .bytes();
    String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(file);
    return (PrivateKeyFile.BEGIN + base64 + "\n" + PrivateKeyFile.END)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Makes the directory for the person alone; one that is there must be a directory. */
  private static void directory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(directory, permissions(directory, "rwx------"));
  }

  private static void requireAbsent(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  private static void write(Path file, byte[] content, String permissions) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(file, permissions))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
