package dev.agentguard.baseline;

import java.util.random.RandomGenerator;

/**
 * Eight random characters that make a file name unique: 40 bits in base32 (RFC 4648), in lower
 * case.
 */
final class RandomName {

  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 8;

  private RandomName() {}

  static String next(RandomGenerator random) {
    long bits = random.nextLong();
    StringBuilder name = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      name.append(DIGITS.charAt((int) (bits >>> (5 * i)) & 31));
    }
    return name.toString();
  }

  static boolean isValid(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.length() == LENGTH;
  }
}
