package dev.agentguard.surface;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which file names are compared: without letter case, Unicode form, and the spellings
 * that Windows and macOS treat as the same name.
 *
 * <p>{@code .cUrSoR/mcp.json} opens {@code .cursor/mcp.json} on APFS and NTFS (CVE-2025-59944), so
 * guard compares folded names on every system. Besides case and normalisation (NFC), it drops what
 * NTFS drops from the end of a name (dots, spaces, and a stream suffix such as {@code ::$DATA}) and
 * the code points that HFS+ ignores (the list that git's {@code core.protectHFS} uses).
 */
final class Folding {

  private Folding() {}

  /** The folded form of one path segment. */
  static String fold(String name) {
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 128 || c == ':') {
        return foldUnusual(name);
      }
      upper |= c >= 'A' && c <= 'Z';
    }
    return withoutTrailingDotsAndSpaces(upper ? name.toLowerCase(Locale.ROOT) : name);
  }

  private static String foldUnusual(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isIgnoredByHfs(c)) {
        kept.append(c);
      }
    }
    // Composed before and after: a mark that becomes a letter must not be in another place than in
    // the other spelling.
    String text = Normalizer.normalize(withoutStream(kept.toString()), Normalizer.Form.NFC);
    // Upper case maps letters such as the long s to their plain forms, and the sharp s to two, but
    // not the capital one.
    String cased = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return withoutTrailingDotsAndSpaces(Normalizer.normalize(cased, Normalizer.Form.NFC));
  }

  /** Without {@code ::$DATA} or {@code :$I30:$INDEX_ALLOCATION}, which name the file itself. */
  private static String withoutStream(String text) {
    int stream = text.indexOf(":$");
    while (stream > 0 && text.charAt(stream - 1) == ':') {
      stream--;
    }
    return stream > 0 ? text.substring(0, stream) : text;
  }

  private static boolean isIgnoredByHfs(char c) {
    return c >= 0x200c && c <= 0x200f
        || c >= 0x202a && c <= 0x202e
        || c >= 0x206a && c <= 0x206f
        || c == 0xfeff;
  }

  private static String withoutTrailingDotsAndSpaces(String name) {
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
      end--;
    }
    return end == 0 || end == name.length() ? name : name.substring(0, end);
  }
}
