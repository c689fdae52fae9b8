package dev.agentguard.surface;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * The two directions between a file's name on disk, which is bytes, and its text in baselines and
 * reports.
 *
 * <p>Bytes that are not UTF-8 become the lone surrogates U+DC80 to U+DCFF, one for each byte, so
 * that every name has one text and every text one name, whatever the locale says.
 */
public final class FileName {

  private static final char REPLACEMENT = '\ufffd';
  private static final int BYTE_BASE = 0xdc00;

  private FileName() {}

  /** The text of a path's last segment. */
  public static String of(Path file) {
    Path name = file.getFileName();
    if (name == null) {
      return "";
    }
    String text = name.toString();
    return text.indexOf(REPLACEMENT) < 0 || !isOnDisk(file) ? text : decode(rawName(file));
  }

  /** The text of a link's target. */
  public static String text(Path linkTarget) {
    String text = linkTarget.toString();
    if (text.indexOf(REPLACEMENT) < 0 || !isOnDisk(linkTarget)) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(linkTarget.isAbsolute() ? "/" : "");
    for (Path name : linkTarget) {
      decoded.append(of(name)).append('/');
    }
    return decoded.substring(0, decoded.length() - 1);
  }

  /** Whether Java has made the path's text from bytes; those of a git tree are texts already. */
  private static boolean isOnDisk(Path file) {
    return file.getFileSystem() == FileSystems.getDefault();
  }

  /** The file that a relative text names below a directory. */
  public static Path resolve(Path directory, String relative) {
    for (int i = 0; i < relative.length(); i++) {
      if (relative.charAt(i) >= 128 && isOnDisk(directory)) {
        return resolveUnusual(directory, relative);
      }
    }
    return directory.resolve(relative);
  }

  private static Path resolveUnusual(Path directory, String relative) {
    StringBuilder uri = new StringBuilder(directory.toUri().getRawPath());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte b : encode(relative)) {
      if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '/') {
        uri.append((char) b);
      } else {
        uri.append('%')
            .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
            .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }
    return Path.of(URI.create("file://" + uri));
  }

  /** The bytes of a name as the file system has them. */
  private static byte[] rawName(Path file) {
    String raw = file.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    String last = raw.substring(raw.lastIndexOf('/', end - 1) + 1, end);
    ByteBuffer bytes = ByteBuffer.allocate(last.length());
    for (int i = 0; i < last.length(); i++) {
      if (last.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(last, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.put((byte) last.charAt(i));
      }
    }
    byte[] name = new byte[bytes.position()];
    bytes.flip().get(name);
    return name;
  }

  /** The text of some bytes of the file system, such as a name. */
  public static String decode(byte[] name) {
    StringBuilder text = new StringBuilder(name.length);
    int i = 0;
    while (i < name.length) {
      int length = sequenceLength(name[i]);
      String character = i + length <= name.length ? strictly(name, i, length) : "";
      if (character.isEmpty()) {
        text.append((char) (BYTE_BASE + (name[i] & 0xff)));
        i++;
      } else {
        text.append(character);
        i += length;
      }
    }
    return text.toString();
  }

  private static int sequenceLength(byte first) {
    int value = first & 0xff;
    return value < 0xc0 ? 1 : value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
  }

  private static String strictly(byte[] bytes, int start, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /** The bytes of a name with some text; the way back from {@link #decode}. */
  public static byte[] encode(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(3 * text.length());
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint >= BYTE_BASE + 0x80 && codePoint <= BYTE_BASE + 0xff) {
        bytes.put((byte) (codePoint - BYTE_BASE));
      } else {
        bytes.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] encoded = new byte[bytes.position()];
    bytes.flip().get(encoded);
    return encoded;
  }
}
