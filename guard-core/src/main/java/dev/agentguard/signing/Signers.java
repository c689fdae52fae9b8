package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SshPublicKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds who can sign with a key: ssh-agent if it has the key, else guard with the key's file, else
 * {@code ssh-keygen}, for security keys and old formats.
 */
public final class Signers {

  private final Person person;
  private final List<Path> workspaces;
  private final Passphrases passphrases;

  /**
   * @param workspaces directories, absolute and without links, from which no program is run
   */
  public Signers(Person person, List<Path> workspaces, Passphrases passphrases) {
    this.person = person;
    this.workspaces = List.copyOf(workspaces);
    this.passphrases = passphrases;
  }

  /** Who signs with a key. */
  public Signer of(SigningKey key) throws SigningException {
    Optional<Signer> agent = agent(key.key());
    if (agent.isPresent()) {
      return agent.get();
    }
    if (key.file().isEmpty()) {
      throw new SigningException(
          "ssh-agent does not have the key " + key.key() + " (" + key.origin() + ")",
          "ssh-add FILE loads it; --key FILE names a private key");
    }
    Path file = key.file().get();
    byte[] bytes =
        new OwnFile(person.user())
            .findPrivate(file, PrivateKeyFile.MAX_BYTES)
            .orElseThrow(() -> new SigningException(file + ": not there"));
    if (PrivateKeyFile.isOne(bytes)) {
      PrivateKeyFile content = parse(file, bytes);
      if (!content.key().equals(key.key())) {
        throw new SigningException(file + ": has changed");
      }
      if (content.isSupported()) {
        return new KeyFileSigner(file, content, passphrases);
      }
    }
    SshKeygen keygen =
        SshKeygen.find(person.environment(), workspaces)
            .orElseThrow(
                () ->
                    new SigningException(
                        file + ": only ssh-keygen can sign with this key, and it is not there"));
    return new KeygenSigner(keygen, file, key.key());
  }

  /** An agent that is not there, or that does not answer as one, has no key. */
  private Optional<Signer> agent(SshPublicKey key) {
    String socket = person.environment().getOrDefault("SSH_AUTH_SOCK", "");
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    try {
      SshAgent agent = SshAgent.at(socket);
      return agent.keys().contains(key) ? Optional.of(agent.signer(key)) : Optional.empty();
    } catch (SigningException e) {
      return Optional.empty();
    }
  }

  private static PrivateKeyFile parse(Path file, byte[] bytes) throws SigningException {
    try {
      return PrivateKeyFile.parse(bytes);
    } catch (IOException e) {
      throw new SigningException(file + ": " + e.getMessage());
    }
  }
}
