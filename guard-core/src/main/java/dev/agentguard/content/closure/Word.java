package dev.agentguard.content.closure;

import org.jspecify.annotations.Nullable;

/**
 * One word of a command line after quotes and expansions.
 *
 * @param text the value; parts that are not known stand as they were written
 * @param known whether all of it is known
 * @param glob whether the shell replaces it by the names of files
 */
record Word(String text, boolean known, boolean glob) {

  static Word of(String text) {
    return new Word(text, true, false);
  }

  /**
   * A value that no shell splits or unquotes, in which agents still replace variables and {@code
   * ~}.
   */
  static Word value(String text, Expansion expansion) {
    return WordScanner.value(text, expansion);
  }

  /** The same word without its first characters. */
  Word from(int index) {
    return new Word(text.substring(index), known, glob);
  }

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Word that
        && text.equals(that.text)
        && known == that.known
        && glob == that.glob;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
