package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;
import dev.agentguard.signing.PrivateKeyFile.WrongPassphraseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a private key's file, in process. The passphrase is asked for once: one act of a
 * person may be several approvals.
 */
final class KeyFileSigner implements Signer {

  private static final String HASH = "sha512";
  private static final int TRIES = 3;

  private final Path file;
  private final PrivateKeyFile content;
  private final Passphrases passphrases;
  private @Nullable PrivateKey opened;

  KeyFileSigner(Path file, PrivateKeyFile content, Passphrases passphrases) {
    this.file = file;
    this.content = content;
    this.passphrases = passphrases;
  }

  @Override
  public SshPublicKey key() {
    return content.key();
  }

  @Override
  public SshSignature sign(String namespace, byte[] message) throws SigningException {
    PrivateKey secret = opened == null ? open() : opened;
    opened = secret;
    byte[] signed = secret.sign(SshSignature.signedData(namespace, HASH, message));
    SshSignature signature = SshSignature.of(key(), namespace, HASH, signed);
    return CheckedSignature.of(signature, key(), namespace, message);
  }

  private PrivateKey open() throws SigningException {
    try {
      if (!content.isEncrypted()) {
        return content.open(new byte[0]);
      }
      for (int attempt = 0; attempt < TRIES; attempt++) {
        char[] answer =
            passphrases.ask((attempt == 0 ? "" : "Wrong. ") + "Passphrase for " + file + ": ");
        byte[] passphrase = utf8(answer);
        try {
          return content.open(passphrase);
        } catch (WrongPassphraseException e) {
          // The next attempt says so.
        } finally {
          Arrays.fill(answer, '\0');
          Arrays.fill(passphrase, (byte) 0);
        }
      }
    } catch (IOException e) {
      throw new SigningException(file + ": " + e.getMessage());
    } catch (WrongPassphraseException e) {
      throw new SigningException(file + ": damaged");
    }
    throw new SigningException(
        file + ": the passphrase was wrong " + TRIES + " times", "ssh-add " + file);
  }

  /** As {@code ssh-keygen} reads it from a terminal of today. */
  static byte[] utf8(char[] text) {
    byte[] room = new byte[text.length * 3]; // The most that UTF-8 needs of a char.
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(text), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
    return bytes;
  }
}
