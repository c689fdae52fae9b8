package dev.agentguard.signing;

import dev.agentguard.content.format.Documents;
import dev.agentguard.content.format.Node;
import dev.agentguard.content.format.Node.ArrayNode;
import dev.agentguard.content.format.Node.ObjectNode;
import dev.agentguard.content.format.Node.Scalar;
import dev.agentguard.content.format.UnparsableException;
import dev.agentguard.surface.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What git's global configuration says of a person. The repository's configuration is never read:
 * whoever can write there would choose the key. Files that it includes are not read either.
 *
 * @param signingKey {@code user.signingkey}, empty if it is no SSH key
 * @param email {@code user.email}, may be empty
 */
record GitIdentity(String signingKey, String email) {

  static final String LITERAL = "key::";

  private static final int MAX_BYTES = 1 << 20;

  /** Reads the two files in git's order; what the second says counts more. */
  static GitIdentity of(Person person) throws SigningException {
    OwnFile files = new OwnFile(person.user());
    String key = "";
    String format = "";
    String email = "";
    for (Path file :
        List.of(
            person.configuration().resolve("git/config"), person.home().resolve(".gitconfig"))) {
      Optional<byte[]> bytes = files.find(file, MAX_BYTES);
      if (bytes.isEmpty()) {
        continue;
      }
      ObjectNode variables = parse(file, bytes.get());
      key = value(variables, "user.signingkey", key);
      format = value(variables, "gpg.format", format);
      email = value(variables, "user.email", email);
    }
    boolean literal = isLiteral(key);
    return new GitIdentity(literal || format.equals("ssh") ? key : "", email);
  }

  private static ObjectNode parse(Path file, byte[] bytes) throws SigningException {
    try {
      return (ObjectNode) Documents.parse(Format.GITCONFIG, bytes);
    } catch (UnparsableException e) {
      throw new SigningException(file + ": " + e.getMessage());
    }
  }

  /** Whether the value is a key and not a file's name. */
  static boolean isLiteral(String key) {
    return key.startsWith(LITERAL)
        || key.startsWith("ssh-")
        || key.startsWith("ecdsa-sha2-")
        || key.startsWith("sk-");
  }

  /** The last value of a variable, as git takes it. */
  private static String value(ObjectNode variables, String name, String otherwise) {
    Node node = variables.members().get(name);
    if (node instanceof ArrayNode several) {
      node = several.elements().get(several.elements().size() - 1);
    }
    return node instanceof Scalar scalar && scalar.type() == Node.Type.STRING
        ? scalar.text()
        : otherwise;
  }
}
