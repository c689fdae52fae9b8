package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A person's ssh-agent, which signs without showing the key ({@code draft-ietf-sshm-ssh-agent}).
 * Its answers are limited in size and time, and a signature counts only if it is one of the key
 * that was asked for.
 */
final class SshAgent {

  private static final String HASH = "sha512";

  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_512 = 4;

  /** What OpenSSH's own agent takes and gives. */
  private static final int MAX_ANSWER = 256 << 10;

  private static final int MAX_KEYS = 2048;

  private final Path socket;
  private final Duration listPatience;
  private final Duration signPatience;

  /**
   * @param socket where it listens: {@code SSH_AUTH_SOCK}
   */
  SshAgent(Path socket) {
    // A signature may wait for a touch or for a confirmation.
    this(socket, Duration.ofSeconds(5), Duration.ofMinutes(2));
  }

  SshAgent(Path socket, Duration listPatience, Duration signPatience) {
    this.socket = socket;
    this.listPatience = listPatience;
    this.signPatience = signPatience;
  }

  /** Where an agent listens, as the variable says it. */
  static SshAgent at(String variable) throws SigningException {
    try {
      Path socket = Path.of(variable);
      if (socket.isAbsolute()) {
        return new SshAgent(socket);
      }
    } catch (InvalidPathException e) {
      // The same.
    }
    throw new SigningException("SSH_AUTH_SOCK is not an absolute path");
  }

  /** The keys that it can sign with, without certificates and types that guard does not know. */
  List<SshPublicKey> keys() throws SigningException {
    byte[] answer = ask(new SshBytes.Writer().octet(REQUEST_IDENTITIES).bytes(), listPatience);
    List<SshPublicKey> keys = new ArrayList<>();
    try {
      SshBytes in = new SshBytes(answer);
      if (in.octet() != IDENTITIES_ANSWER) {
        throw new SigningException("ssh-agent does not tell its keys");
      }
      int count = in.number();
      if (count < 0 || count > MAX_KEYS) {
        throw new IOException("too many keys");
      }
      for (int i = 0; i < count; i++) {
        byte[] blob = in.string();
        in.string(); // The comment.
        try {
          keys.add(SshPublicKey.parse(blob));
        } catch (SignatureFormatException e) {
          // A certificate, or a key for something else.
        }
      }
      in.end();
    } catch (IOException e) {
      throw new SigningException("ssh-agent gave a strange answer: " + e.getMessage());
    }
    return keys;
  }

  /** Signs with one of its keys. */
  SshSignature sign(SshPublicKey key, String namespace, byte[] message) throws SigningException {
    byte[] request =
        new SshBytes.Writer()
            .octet(SIGN_REQUEST)
            .string(key.blob())
            .string(SshSignature.signedData(namespace, HASH, message))
            .number(key.type().equals("ssh-rsa") ? RSA_SHA2_512 : 0)
            .bytes();
    byte[] answer = ask(request, signPatience);
    SshSignature signature;
    try {
      SshBytes in = new SshBytes(answer);
      if (in.octet() != SIGN_RESPONSE) {
        throw new SigningException(
            "ssh-agent refused to sign with " + key, "it may be locked, or the request was denied");
      }
      byte[] blob = in.string();
      in.end();
      signature = SshSignature.of(key, namespace, HASH, blob);
    } catch (IOException | IllegalArgumentException e) {
      throw new SigningException("ssh-agent gave a strange answer: " + e.getMessage());
    }
    return CheckedSignature.of(signature, key, namespace, message);
  }

  /** A signer with one of its keys. */
  Signer signer(SshPublicKey key) {
    return new Signer() {
      @Override
      public SshPublicKey key() {
        return key;
      }

      @Override
      public SshSignature sign(String namespace, byte[] message) throws SigningException {
        return SshAgent.this.sign(key, namespace, message);
      }
    };
  }

  private byte[] ask(byte[] request, Duration patience) throws SigningException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return within(patience, () -> exchange(channel, request));
    } catch (IOException | UnsupportedOperationException e) {
      throw new SigningException(socket + ": no ssh-agent answers there");
    }
  }

  private byte[] exchange(SocketChannel channel, byte[] request) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket));
    ByteBuffer out = ByteBuffer.wrap(new SshBytes.Writer().string(request).bytes());
    while (out.hasRemaining()) {
      channel.write(out);
    }
    int length = read(channel, 4).getInt();
    if (length < 1 || length > MAX_ANSWER) {
      throw new IOException("an answer of " + Integer.toUnsignedString(length) + " bytes");
    }
    return read(channel, length).array();
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("the answer ends too early");
      }
    }
    return bytes.flip();
  }

  /** A thread of its own, because Java's socket knows no timeout; closing the socket ends it. */
  private byte[] within(Duration patience, Callable<byte[]> work) throws SigningException {
    FutureTask<byte[]> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "ssh-agent");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SigningException("ssh-agent does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SigningException("interrupted");
    } catch (ExecutionException e) {
      throw new SigningException(socket + ": ssh-agent does not answer as one");
    }
  }
}
