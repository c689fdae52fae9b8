package dev.agentguard.baseline;

import org.jspecify.annotations.Nullable;

/**
 * The kind and the permissions of a file, as in {@code st_mode} and in git's trees; written as six
 * octal digits.
 *
 * <p>Content that git tracks has one of {@link #FILE}, {@link #EXECUTABLE} and {@link #LINK},
 * because git keeps no more. Everything else has all its permission bits, such as {@code 100600}.
 *
 * @param bits the kind and the permissions; a link's permissions are always 0
 */
public record Mode(int bits) {

  /** An ordinary file in git. */
  public static final Mode FILE = new Mode(0100644);

  /** An executable file in git. */
  public static final Mode EXECUTABLE = new Mode(0100755);

  /** A symbolic link. */
  public static final Mode LINK = new Mode(0120000);

  private static final int KIND = 0170000;
  private static final int PERMISSIONS = 07777;
  private static final int DIRECTORY_KIND = 0040000;
  private static final int FILE_KIND = 0100000;
  private static final int DIGITS = 6;

  public Mode {
    boolean known =
        (bits & ~(KIND | PERMISSIONS)) == 0
            && ((bits & KIND) == FILE_KIND || (bits & KIND) == DIRECTORY_KIND || bits == 0120000);
    if (!known) {
      throw new IllegalArgumentException("not the mode of a file, directory or link");
    }
  }

  /** A regular file with these permissions (the low twelve bits of {@code st_mode}). */
  public static Mode file(int permissions) {
    return new Mode(FILE_KIND | permissions);
  }

  /** A directory with these permissions (the low twelve bits of {@code st_mode}). */
  public static Mode directory(int permissions) {
    return new Mode(DIRECTORY_KIND | permissions);
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Mode parse(String text) {
    if (text.length() != DIGITS) {
      throw new IllegalArgumentException("not six octal digits");
    }
    int bits = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        throw new IllegalArgumentException("not six octal digits");
      }
      bits = bits << 3 | digit;
    }
    return new Mode(bits);
  }

  /** Whether this is a regular file. */
  public boolean isFile() {
    return (bits & KIND) == FILE_KIND;
  }

  /** Whether this is a directory. */
  public boolean isDirectory() {
    return (bits & KIND) == DIRECTORY_KIND;
  }

  /** Whether this is a symbolic link. */
  public boolean isLink() {
    return bits == 0120000;
  }

  /** The low twelve bits: permissions, set-user-ID, set-group-ID and sticky. */
  public int permissions() {
    return bits & PERMISSIONS;
  }

  @Override
  public String toString() {
    char[] digits = new char[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      digits[i] = (char) ('0' + ((bits >> (3 * (DIGITS - 1 - i))) & 7));
    }
    return new String(digits);
  }

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mode that && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }
}
