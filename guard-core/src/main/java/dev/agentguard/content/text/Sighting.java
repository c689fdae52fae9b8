package dev.agentguard.content.text;

/**
 * A place in a text where a reader sees something else than a program does.
 *
 * @param line from 1; lines end at a line feed
 * @param column from 1, in code points
 * @param length in code points
 * @param codePoint the first character of the place
 * @param category what is wrong with it
 * @param decoded what is really there, safe to print: the text that tag characters or variation
 *     selectors spell, the ASCII form of a lookalike word, otherwise the characters as {@link
 *     Escaping} writes them
 */
public record Sighting(
    int line, int column, int length, int codePoint, Category category, String decoded) {

  /** What makes a character or a run of characters suspicious. */
  public enum Category {
    /** Characters without width. */
    ZERO_WIDTH("zero-width characters"),
    /** Characters that reorder the text around them. */
    BIDI("direction controls"),
    /** Tag characters, which spell ASCII invisibly. */
    TAG("tag characters"),
    /** Variation selectors that vary nothing, which spell bytes invisibly. */
    VARIATION_SELECTOR("variation selectors"),
    /** Control characters and line separators. */
    CONTROL("control characters"),
    /** Characters that are blank and not a space. */
    UNUSUAL_SPACE("blank characters"),
    /** A letter that looks like an ASCII letter, or a word of mixed scripts. */
    CONFUSABLE("lookalike letters"),
    /** So many blanks or line breaks that what follows is out of view. */
    PADDING("padding");

    private final String title;

    Category(String title) {
      this.title = title;
    }

    /** A name for people, in the plural. */
    public String title() {
      return title;
    }
  }
}
