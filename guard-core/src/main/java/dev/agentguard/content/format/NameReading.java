package dev.agentguard.content.format;

import dev.agentguard.surface.Format;

/**
 * How a name in a file is compared with a segment of a pattern. Read narrowly, they are equal or
 * they are not. Read widely, what some consumer takes for the same name is the same:
 *
 * <ul>
 *   <li>letter case never counts, as for the JSON decoder of Go and for INI;
 *   <li>in INI {@code _} is {@code -}, leading dashes do not count, as for pip, and the section
 *       {@code DEFAULT} is every section;
 *   <li>in XML the bracket with the name of an element, and its namespace prefix, need not be
 *       there.
 * </ul>
 *
 * @param format the format of the file
 * @param wide whether names are read widely
 */
record NameReading(Format format, boolean wide) {

  /** The form of a segment of a pattern in which it is compared. */
  String ofPattern(String segment) {
    return wide ? fold(segment) : segment;
  }

  boolean matches(Glob segment, String name) {
    if (!wide) {
      return segment.matches(name);
    }
    String folded = fold(name);
    if (segment.matches(folded)) {
      return true;
    }
    return switch (format) {
      case INI -> folded.equals("default");
      case XML -> matchesElement(segment, folded);
      default -> false;
    };
  }

  private static boolean matchesElement(Glob segment, String name) {
    int bracket = name.indexOf('[');
    String plain = bracket > 0 ? name.substring(0, bracket) : name;
    String local = name.substring(plain.indexOf(':') + 1);
    String plainLocal = plain.substring(plain.indexOf(':') + 1);
    return segment.matches(plain) || segment.matches(local) || segment.matches(plainLocal);
  }

  private String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = Character.toLowerCase(Character.toUpperCase(name.charAt(i)));
      if (format == Format.INI && (c == '_' || c == '-')) {
        if (!folded.isEmpty()) {
          folded.append('-');
        }
      } else {
        folded.append(c);
      }
    }
    return folded.toString();
  }
}
