package dev.agentguard.content.format;

/** A key or value of an {@code .npmrc} as npm's {@code ini} package decodes it. */
final class NpmValue {

  private NpmValue() {}

  static String of(String written) {
    String text = written.strip();
    int last = text.length() - 1;
    if (last > 0 && text.charAt(0) == '\'' && text.charAt(last) == '\'') {
      return text.substring(1, last);
    }
    if (last > 0 && text.charAt(0) == '"' && text.charAt(last) == '"') {
      return quoted(text);
    }
    return unquoted(text);
  }

  /** What JSON makes of it; npm keeps it as it is if it is not JSON. */
  private static String quoted(String text) {
    try {
      return JsonReader.strict(text) instanceof Node.Scalar scalar ? scalar.text() : text;
    } catch (UnparsableException e) {
      return text;
    }
  }

  private static String unquoted(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        if (escaped != '\\' && escaped != ';' && escaped != '#') {
          out.append(c);
        }
        out.append(escaped);
      } else if (c == ';' || c == '#') {
        break;
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }
}
