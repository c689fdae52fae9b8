package dev.agentguard.baseline.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests, which every Java platform has: the only thing for which a provider is asked. */
final class Hashes {

  private Hashes() {}

  static byte[] of(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
