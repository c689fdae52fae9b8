package dev.agentguard.baseline.signature;

import dev.agentguard.content.text.Escaping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of allowed signers as it is read: principals, perhaps options, a key, perhaps a comment.
 */
final class SignerLine {

  private final SignersParser parser;
  private final String line;
  private int position;
  private boolean certAuthority;
  private @Nullable String namespaces;
  private @Nullable Instant validAfter;
  private @Nullable Instant validBefore;

  SignerLine(SignersParser parser, String line, int start) {
    this.parser = parser;
    this.line = line;
    this.position = start;
  }

  /** The signer, or null after a problem was noted. */
  @Nullable AllowedSigner read(int number) {
    String principals = readPrincipals();
    if (principals == null) {
      return null;
    }
    position = KeyText.gapEnd(line, position);
    if (position == line.length()) {
      parser.problem(position, "the key is missing after the principals");
      return null;
    }
    int optionsStart = position;
    if (!KeyText.isType(line.substring(position, KeyText.wordEnd(line, position)))) {
      if (!readOptions()) {
        return null;
      }
      position = KeyText.gapEnd(line, position);
      if (position == line.length()) {
        parser.problem(position, "the key is missing after the options");
        return null;
      }
    }
    if (validAfter != null && validBefore != null && !validBefore.isAfter(validAfter)) {
      parser.problem(optionsStart, "valid-before is not later than valid-after");
    }
    KeyText key = KeyText.read(line, position);
    String problem = key.problem();
    if (problem != null) {
      parser.problem(key.position(), problem);
      return null;
    }
    return new AllowedSigner(
        number,
        principals,
        certAuthority,
        Optional.ofNullable(namespaces),
        Optional.ofNullable(validAfter),
        Optional.ofNullable(validBefore),
        key.key(),
        line.substring(key.position()).strip());
  }

  private @Nullable String readPrincipals() {
    int start = position;
    boolean quoted = line.charAt(start) == '"';
    int end = quoted ? line.indexOf('"', start + 1) : KeyText.wordEnd(line, start);
    if (end < 0) {
      parser.problem(start, "the quoted principals do not end on their line");
      return null;
    }
    String principals = line.substring(quoted ? start + 1 : start, end);
    position = quoted ? end + 1 : end;
    if (position < line.length() && KeyText.gapEnd(line, position) == position) {
      parser.problem(position, "a space must follow the quoted principals");
      return null;
    }
    if (principals.indexOf('"') >= 0) {
      parser.problem(
          start + principals.indexOf('"'), "principals are quoted as a whole or not at all");
      return null;
    }
    if (KeyType.named(principals) != null) {
      parser.problem(start, "the line begins with a key; whose it is must stand before it");
      return null;
    }
    checkPatterns("principals", principals, quoted ? start + 1 : start);
    return principals;
  }

  private void checkPatterns(String what, String patterns, int start) {
    int hidden = Shown.hidden(patterns);
    if (hidden >= 0) {
      parser.problem(
          start + patterns.indexOf(hidden),
          "the " + what + " hold the hidden character " + Escaping.escape(hidden));
    }
    int from = 0;
    while (from <= patterns.length()) {
      int comma = patterns.indexOf(',', from);
      int end = comma < 0 ? patterns.length() : comma;
      int length = patterns.substring(from, end).getBytes(StandardCharsets.UTF_8).length;
      if (length == 0 || length == 1 && patterns.charAt(from) == '!') {
        parser.problem(start + from, "one of the " + what + " is empty");
      } else if (length > PatternList.MAX_PATTERN) {
        parser.problem(
            start + from,
            "one of the "
                + what
                + " has "
                + length
                + " bytes; at most "
                + PatternList.MAX_PATTERN
                + " are matched");
      }
      from = end + 1;
    }
  }

  /** Reads options up to a space; false if it is not known where they end. */
  private boolean readOptions() {
    while (true) {
      int start = position;
      while (position < line.length() && " \t,=".indexOf(line.charAt(position)) < 0) {
        position++;
      }
      String name = line.substring(start, position);
      String value = null;
      if (position < line.length() && line.charAt(position) == '=') {
        position++;
        value = readQuoted(name);
        if (value == null) {
          return false;
        }
      }
      take(name, value, start);
      if (position == line.length() || line.charAt(position) != ',') {
        break;
      }
      position++;
    }
    if (position < line.length() && KeyText.gapEnd(line, position) == position) {
      parser.problem(position, "a comma or a space must follow an option");
      return false;
    }
    return true;
  }

  private void take(String name, @Nullable String value, int start) {
    if (name.equalsIgnoreCase("cert-authority") && value == null) {
      once(certAuthority, name, start);
      certAuthority = true;
    } else if (name.equalsIgnoreCase("namespaces") && value != null) {
      once(namespaces != null, name, start);
      namespaces = value;
      checkPatterns("namespaces", value, start + "namespaces=\"".length());
    } else if (name.equalsIgnoreCase("valid-after") && value != null) {
      once(validAfter != null, name, start);
      validAfter = time(name, value, start);
    } else if (name.equalsIgnoreCase("valid-before") && value != null) {
      once(validBefore != null, name, start);
      validBefore = time(name, value, start);
    } else {
      refuse(name, value, start);
    }
  }

  private void refuse(String name, @Nullable String value, int start) {
    String lower = Shown.quoted(name);
    if (name.isEmpty()) {
      parser.problem(start, "an option is missing here");
    } else if (name.equalsIgnoreCase("cert-authority")) {
      parser.problem(start, "the option cert-authority has no value");
    } else if (name.equalsIgnoreCase("namespaces")
        || name.equalsIgnoreCase("valid-after")
        || name.equalsIgnoreCase("valid-before")) {
      parser.problem(start, "the option " + lower + " needs a value in quotes");
    } else {
      parser.problem(
          start,
          "unknown option "
              + lower
              + (value == null ? "" : " with a value")
              + "; there are cert-authority, namespaces, valid-after and valid-before");
    }
  }

  private void once(boolean seen, String name, int start) {
    if (seen) {
      parser.problem(start, "the option " + Shown.quoted(name) + " stands here twice");
    }
  }

  private @Nullable Instant time(String name, String value, int start) {
    Instant time = SignerTime.parse(value);
    if (time == null) {
      parser.problem(
          start + name.length() + 1,
          Shown.quoted(value)
              + " is no time; write YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, and Z behind it");
    }
    return time;
  }

  /** A quoted value, in which only a quote is escaped; null after a problem. */
  private @Nullable String readQuoted(String name) {
    int start = position;
    if (start == line.length() || line.charAt(start) != '"') {
      parser.problem(start, "the value of the option " + Shown.quoted(name) + " is not in quotes");
      return null;
    }
    StringBuilder value = new StringBuilder();
    for (position++; position < line.length(); position++) {
      char c = line.charAt(position);
      if (c == '"') {
        position++;
        return value.toString();
      }
      if (c == '\\' && line.startsWith("\"", position + 1)) {
        position++;
        c = '"';
      }
      value.append(c);
    }
    parser.problem(start, "the quoted value does not end on its line");
    return null;
  }
}
