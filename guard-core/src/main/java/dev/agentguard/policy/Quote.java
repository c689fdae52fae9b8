package dev.agentguard.policy;

import dev.agentguard.content.text.Escaping;

/** The form in which a text of a policy file appears in a message: short, escaped, in quotes. */
final class Quote {

  private static final int LONGEST = 60;

  private Quote() {}

  static String of(String text) {
    return '"' + shortened(text, LONGEST) + '"';
  }

  /** A text that needs no quotes. */
  static String shortened(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return Escaping.escape(text);
    }
    return Escaping.escape(text.substring(0, text.offsetByCodePoints(0, longest))) + "...";
  }
}
