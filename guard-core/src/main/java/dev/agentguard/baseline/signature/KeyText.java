package dev.agentguard.baseline.signature;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A public key in a line of text, or what is wrong with it and where. */
final class KeyText {

  /**
   * How types begin that are not guard's, but that somebody may write for a key and not an option.
   */
  private static final String[] FAMILIES = {"ssh-", "ecdsa-", "sk-", "rsa-", "webauthn-"};

  private final @Nullable SshPublicKey key;
  private final @Nullable String problem;
  private final int position;

  private KeyText(@Nullable SshPublicKey key, @Nullable String problem, int position) {
    this.key = key;
    this.problem = problem;
    this.position = position;
  }

  /** Whether a word is meant for a type of key. */
  static boolean isType(String word) {
    for (String family : FAMILIES) {
      if (word.startsWith(family)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the key whose type begins at an index of a line. */
  static KeyText read(String line, int start) {
    int typeEnd = wordEnd(line, start);
    String name = line.substring(start, typeEnd);
    KeyType type = KeyType.named(name);
    if (type == null) {
      return wrong(
          KeyType.ofCertificate(name) != null
              ? "a certificate stands where a key should; name its authority's key, with the"
                  + " option cert-authority"
              : "guard does not check keys of the type "
                  + Shown.quoted(name)
                  + "; it checks "
                  + KeyType.KNOWN,
          start);
    }
    int blobStart = gapEnd(line, typeEnd);
    int blobEnd = wordEnd(line, blobStart);
    String base64 = line.substring(blobStart, blobEnd);
    if (base64.isEmpty()) {
      return wrong("the key is missing after its type", blobStart);
    }
    byte[] blob = decode(base64);
    if (blob == null) {
      return wrong("the key is not base64", blobStart);
    }
    try {
      SshPublicKey key = SshPublicKey.parse(blob);
      if (key.keyType() != type) {
        return wrong("the key is of the type " + key.type() + ", not " + name, start);
      }
      return new KeyText(key, null, blobEnd);
    } catch (SignatureFormatException e) {
      return wrong("the key is malformed: " + e.getMessage(), blobStart);
    }
  }

  /** The key; there is one if there is no problem. */
  SshPublicKey key() {
    if (key == null) {
      throw new IllegalStateException("no key");
    }
    return key;
  }

  /** What is wrong, as a sentence. */
  @Nullable String problem() {
    return problem;
  }

  /** Where the key ends, or where the problem is. */
  int position() {
    return position;
  }

  static int wordEnd(String line, int start) {
    int i = start;
    while (i < line.length() && line.charAt(i) != ' ' && line.charAt(i) != '\t') {
      i++;
    }
    return i;
  }

  static int gapEnd(String line, int start) {
    int i = start;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  /** The bytes, or null unless this is how they are written. */
  static byte @Nullable [] decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static KeyText wrong(String problem, int position) {
    return new KeyText(null, problem, position);
  }
}
