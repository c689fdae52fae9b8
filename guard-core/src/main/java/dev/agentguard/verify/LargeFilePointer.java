package dev.agentguard.verify;

import dev.agentguard.content.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A pointer of Git LFS, in exactly the form in which git-lfs writes it. */
final class LargeFilePointer {

  /** No pointer is longer. */
  static final int LONGEST = 200;

  private static final String HEAD = "version https://git-lfs.github.com/spec/v1\noid ";
  private static final String SIZE = "\nsize ";
  private static final int DIGEST = "sha256:".length() + 64;

  private LargeFilePointer() {}

  /** The digest of the content that a pointer stands for, if the bytes are one. */
  static Optional<Digest> target(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = HEAD.length() + DIGEST;
    int digits = end + SIZE.length();
    if (text.length() > LONGEST
        || !text.startsWith(HEAD)
        || !text.startsWith(SIZE, end)
        || !text.endsWith("\n")
        || text.length() - 1 <= digits
        || text.charAt(digits) == '0' && text.length() - 1 > digits + 1) {
      return Optional.empty();
    }
    for (int i = digits; i < text.length() - 1; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(Digest.parse(text.substring(HEAD.length(), end)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
