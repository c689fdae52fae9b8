package dev.agentguard.signing;

import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshPublicKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds a person's signing key: the one that they name, the one with which they sign in git, one of
 * those that SSH uses by itself, or the one that guard made, in this order.
 */
public final class SigningKeys {

  /** Names in {@code ~/.ssh}, the best first. */
  private static final List<String> USUAL =
      List.of("id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk");

  private static final int MAX_PUBLIC = 16 << 10;
  private static final String PUB = ".pub";

  private final Person person;
  private final OwnFile files;

  /** The keys of a person. */
  public SigningKeys(Person person) {
    this.person = person;
    this.files = new OwnFile(person.user());
  }

  /**
   * The key to sign with; empty if the person has none.
   *
   * @param named the file that the person names, absolute; empty if they name none
   * @throws SigningException if a key that they chose cannot be used
   */
  public Optional<SigningKey> find(Optional<Path> named) throws SigningException {
    if (named.isPresent()) {
      return Optional.of(get(named.get(), "--key"));
    }
    String git = GitIdentity.of(person).signingKey();
    if (!git.isEmpty()) {
      return Optional.of(ofGit(git));
    }
    for (String name : USUAL) {
      Path file = person.home().resolve(".ssh").resolve(name);
      Optional<SigningKey> found = read(file, "~/.ssh/" + name);
      if (found.isPresent()) {
        return found;
      }
    }
    return read(person.guardKey(), "the key that guard made");
  }

  /**
   * The name under which the person signs.
   *
   * @param named the name that they give, or empty
   */
  public String principal(String named) throws SigningException {
    if (!named.isEmpty()) {
      return named;
    }
    String email = GitIdentity.of(person).email();
    if (!email.isEmpty()) {
      return email;
    }
    String user = person.environment().getOrDefault("USER", "");
    return (user.isEmpty() ? "unknown" : user) + "@" + person.host();
  }

  private SigningKey ofGit(String value) throws SigningException {
    String origin = "git's global user.signingkey";
    if (GitIdentity.isLiteral(value)) {
      String text =
          value.startsWith(GitIdentity.LITERAL)
              ? value.substring(GitIdentity.LITERAL.length())
              : value;
      return new SigningKey(publicKey(text, origin), Optional.empty(), origin);
    }
    try {
      Path file =
          value.startsWith("~/") ? person.home().resolve(value.substring(2)) : Path.of(value);
      if (file.isAbsolute()) {
        return get(file, origin);
      }
    } catch (InvalidPathException e) {
      // The same.
    }
    throw new SigningException(origin + " is not an absolute path", "--key FILE names a key");
  }

  private SigningKey get(Path file, String origin) throws SigningException {
    Optional<SigningKey> found = read(file, origin);
    if (found.isEmpty()) {
      throw new SigningException(origin + ": there is no key " + file);
    }
    return found.get();
  }

  /**
   * Reads a key's file, or the public key beside it. The public key is taken from the private file
   * where it stands in it, so that a stray {@code .pub} does no harm.
   */
  private Optional<SigningKey> read(Path file, String origin) throws SigningException {
    String name = String.valueOf(file.getFileName());
    boolean publicOnly = name.endsWith(PUB);
    Path secret =
        publicOnly ? file.resolveSibling(name.substring(0, name.length() - PUB.length())) : file;
    Path open = publicOnly ? file : file.resolveSibling(name + PUB);
    Optional<byte[]> secretBytes = files.findPrivate(secret, PrivateKeyFile.MAX_BYTES);
    Optional<Path> secretFile = secretBytes.isPresent() ? Optional.of(secret) : Optional.empty();
    if (secretBytes.isPresent()) {
      Optional<SshPublicKey> inside = PrivateKeyFile.publicKey(secretBytes.get());
      if (inside.isPresent()) {
        return Optional.of(new SigningKey(inside.get(), secretFile, origin));
      }
    }
    Optional<byte[]> openBytes = files.find(open, MAX_PUBLIC);
    if (openBytes.isPresent()) {
      String text = new String(openBytes.get(), StandardCharsets.UTF_8);
      return Optional.of(new SigningKey(publicKey(text, open.toString()), secretFile, origin));
    }
    if (secretBytes.isPresent()) {
      throw new SigningException(
          secret + ": not a private key in OpenSSH's format", "ssh-keygen -p -f FILE converts it");
    }
    return Optional.empty();
  }

  private static SshPublicKey publicKey(String text, String origin) throws SigningException {
    try {
      return SshPublicKey.parseText(text);
    } catch (SignatureFormatException e) {
      throw new SigningException(origin + ": " + e.getMessage());
    }
  }
}
