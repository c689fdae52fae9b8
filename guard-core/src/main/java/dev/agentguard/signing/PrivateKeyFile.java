package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.BCrypt;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A private key's file in OpenSSH's own format ({@code PROTOCOL.key}). The public key stands in it
 * unencrypted; the private one is opened with the passphrase.
 */
final class PrivateKeyFile {

  /** The largest file: an RSA key of 16,384 bits has about 13,000 bytes. */
  static final int MAX_BYTES = 64 << 10;

  static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
  static final String END = "-----END OPENSSH PRIVATE KEY-----\n";
  static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  static final String NONE = "none";
  static final String AES = "aes256-ctr";
  static final String BCRYPT = "bcrypt";

  private static final int BLOCK = 16;
  private static final int KEY = 32;

  /** {@code ssh-keygen -a} takes more, but nobody waits for them; a hostile file could ask. */
  private static final int MAX_ROUNDS = 4096;

  private static final int MAX_SALT = 64;

  private final SshPublicKey key;
  private final String cipher;
  private final String kdf;
  private final byte[] kdfOptions;
  private final byte[] secret;

  /**
   * @param cipher what the private part is encrypted with, {@code none} if it is not
   * @param kdf what makes a key of a passphrase
   * @param kdfOptions its salt and rounds
   * @param secret the private part
   */
  PrivateKeyFile(SshPublicKey key, String cipher, String kdf, byte[] kdfOptions, byte[] secret) {
    this.key = key;
    this.cipher = cipher;
    this.kdf = kdf;
    this.kdfOptions = kdfOptions.clone();
    this.secret = secret.clone();
  }

  /** The public key. */
  SshPublicKey key() {
    return key;
  }

  /** The private part, as it is in the file. */
  byte[] secret() {
    return secret.clone();
  }

  /** Says that the passphrase does not open the file. */
  static final class WrongPassphraseException extends Exception {
    WrongPassphraseException() {
      super("wrong passphrase");
    }
  }

  /** Whether bytes are such a file at all; {@code ssh-keygen} knows older formats, too. */
  static boolean isOne(byte[] file) {
    byte[] begin = BEGIN.stripTrailing().getBytes(StandardCharsets.US_ASCII);
    return file.length > begin.length && Arrays.equals(Arrays.copyOf(file, begin.length), begin);
  }

  /** Reads a file. */
  static PrivateKeyFile parse(byte[] file) throws IOException {
    String text = new String(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int end = text.indexOf(END.stripTrailing());
    if (!text.startsWith(BEGIN) || end < 0) {
      throw new IOException("not a private key in OpenSSH's format");
    }
    byte[] bytes;
    try {
      String base64 = text.substring(BEGIN.length(), end).replace("\n", "");
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a private key in OpenSSH's format", e);
    }
    SshBytes in = new SshBytes(bytes);
    if (!Arrays.equals(in.raw(MAGIC.length), MAGIC)) {
      throw new IOException("not a private key in OpenSSH's format");
    }
    String cipher = in.text();
    String kdf = in.text();
    byte[] options = in.string();
    if (in.number() != 1) {
      throw new IOException("not one key");
    }
    byte[] blob = in.string();
    byte[] secret = in.string();
    if (cipher.equals(NONE) || cipher.equals(AES)) {
      in.end(); // Ciphers that authenticate add a tag; guard leaves those to ssh-keygen.
    }
    try {
      return new PrivateKeyFile(SshPublicKey.parse(blob), cipher, kdf, options, secret);
    } catch (SignatureFormatException e) {
      throw new IOException("not a key that can sign: " + e.getMessage(), e);
    }
  }

  boolean isEncrypted() {
    return !cipher.equals(NONE);
  }

  /** Whether guard can open it. */
  boolean isSupported() {
    boolean plain = cipher.equals(NONE) && kdf.equals(NONE);
    boolean sealed = cipher.equals(AES) && kdf.equals(BCRYPT);
    return (plain || sealed) && PrivateKey.supports(key);
  }

  /**
   * Opens it.
   *
   * @param passphrase in UTF-8; empty if the file is not encrypted
   */
  PrivateKey open(byte[] passphrase) throws IOException, WrongPassphraseException {
    byte[] opened = isEncrypted() ? decrypt(passphrase) : secret.clone();
    try {
      SshBytes in = new SshBytes(opened);
      int check = in.number();
      if (in.number() != check) {
        if (isEncrypted()) {
          throw new WrongPassphraseException();
        }
        throw new IOException("damaged");
      }
      PrivateKey found = PrivateKey.read(in);
      in.string(); // The comment.
      byte[] padding = in.rest();
      for (int i = 0; i < padding.length; i++) {
        if (padding[i] != (byte) (i + 1)) {
          throw new IOException("damaged");
        }
      }
      if (!Arrays.equals(found.publicBlob(), key.blob())) {
        throw new IOException("the private and the public key differ");
      }
      return found;
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  private byte[] decrypt(byte[] passphrase) throws IOException, WrongPassphraseException {
    if (secret.length == 0 || secret.length % BLOCK != 0) {
      throw new IOException("cut short");
    }
    SshBytes options = new SshBytes(kdfOptions);
    byte[] salt = options.string();
    int rounds = options.number();
    options.end();
    if (salt.length == 0 || salt.length > MAX_SALT || rounds < 1 || rounds > MAX_ROUNDS) {
      throw new IOException("asks for " + Integer.toUnsignedString(rounds) + " rounds of bcrypt");
    }
    if (passphrase.length == 0) {
      throw new WrongPassphraseException();
    }
    return crypt(secret, passphrase, salt, rounds);
  }

  /** Encrypts and decrypts: in counter mode it is the same. */
  static byte[] crypt(byte[] bytes, byte[] passphrase, byte[] salt, int rounds) {
    byte[] made = BCrypt.pbkdfGenerate(passphrase, salt, rounds, KEY + BLOCK);
    CTRModeCipher cipher = SICBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(true, new ParametersWithIV(new KeyParameter(made, 0, KEY), made, KEY, BLOCK));
    byte[] result = new byte[bytes.length];
    cipher.processBytes(bytes, 0, bytes.length, result, 0);
    Arrays.fill(made, (byte) 0);
    return result;
  }

  /** The public key of a file's text, if it is in this format. */
  static Optional<SshPublicKey> publicKey(byte[] file) {
    try {
      return isOne(file) ? Optional.of(parse(file).key()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
