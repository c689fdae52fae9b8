package dev.agentguard.git;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.surface.FileName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which names git would ever check out; every other one is damage or an attack. */
final class EntryNames {

  private static final int LONGEST = 4096;

  private EntryNames() {}

  /** Makes sure that a run of bytes is a name for a file. */
  static void check(byte[] bytes, int start, int end) throws DamagedException {
    int length = end - start;
    if (length <= 0) {
      throw new DamagedException("tree", "a git tree has an entry without a name");
    }
    byte first = bytes[start];
    boolean dots = first == '.' && (length == 1 || length == 2 && bytes[start + 1] == '.');
    boolean git =
        first == '.'
            && length == 4
            && (bytes[start + 1] | 0x20) == 'g'
            && (bytes[start + 2] | 0x20) == 'i'
            && (bytes[start + 3] | 0x20) == 't';
    if (dots || git || length > LONGEST) {
      throw wrong(bytes, start, end);
    }
  }

  /** The same for a tree object, in which a slash is no separator. */
  static void checkWithSlash(byte[] bytes, int start, int end) throws DamagedException {
    check(bytes, start, end);
    for (int i = start; i < end; i++) {
      if (bytes[i] == '/') {
        throw wrong(bytes, start, end);
      }
    }
  }

  static DamagedException wrong(byte[] bytes, int start, int end) {
    String name = FileName.decode(Arrays.copyOfRange(bytes, start, Math.min(end, start + 100)));
    return new DamagedException(
        "tree", "a git tree has an entry of the name \"" + Escaping.escape(name) + "\"");
  }

  /** The text of a name. */
  static String text(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return FileName.decode(Arrays.copyOfRange(bytes, start, end));
      }
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
