package dev.agentguard.content.format;

import dev.agentguard.surface.Format;
import java.util.ArrayList;
import java.util.List;

/** The text of a JSON pointer (RFC 6901), the key of a value in most formats. */
final class Pointer {

  private Pointer() {}

  static void append(StringBuilder pointer, String name) {
    pointer.append('/');
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '~') {
        pointer.append("~0");
      } else if (c == '/') {
        pointer.append("~1");
      } else {
        pointer.append(c);
      }
    }
  }

  /** Appends the place in an array; in XML, that of an element among its namesakes. */
  static void appendElement(StringBuilder pointer, Format format, int index) {
    if (format != Format.XML) {
      pointer.append('/').append(index);
    } else if (index > 0) {
      pointer.append('#').append(index + 1);
    }
  }

  static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return end > 1 && end < name.length() && name.charAt(end - 1) == '#'
        ? name.substring(0, end - 1)
        : name;
  }

  static List<String> names(String pointer) {
    List<String> names = new ArrayList<>();
    if (pointer.isEmpty()) {
      return names;
    }
    if (pointer.charAt(0) != '/') {
      throw new IllegalArgumentException("not a JSON pointer");
    }
    for (int start = 1; start <= pointer.length(); ) {
      int end = pointer.indexOf('/', start);
      if (end < 0) {
        end = pointer.length();
      }
      names.add(pointer.substring(start, end).replace("~1", "/").replace("~0", "~"));
      start = end + 1;
    }
    return names;
  }
}
