package dev.agentguard.baseline.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as a line of allowed signers writes it: {@code YYYYMMDD}, {@code YYYYMMDDHHMM} or {@code
 * YYYYMMDDHHMMSS}, with {@code Z} or {@code UTC} behind it or without.
 *
 * <p>OpenSSH takes a time without a zone for local time. Then one file would trust a key on one
 * machine and not on the next, so here it is always UTC.
 */
final class SignerTime {

  private SignerTime() {}

  /** The time, or null if it is none. Days that do not exist are none either. */
  static @Nullable Instant parse(String text) {
    int length = text.length() - zoneLength(text);
    if (length != 8 && length != 12 && length != 14) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    try {
      Instant time =
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 4, 6),
                  number(text, 6, 8),
                  length > 8 ? number(text, 8, 10) : 0,
                  length > 8 ? number(text, 10, 12) : 0,
                  length > 12 ? number(text, 12, 14) : 0)
              .toInstant(ZoneOffset.UTC);
      // As in OpenSSH, for which zero means that there is no such option.
      return time.getEpochSecond() > 0 ? time : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The time in full, with its zone. */
  static String print(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(15);
    append(out, utc.getYear(), 4);
    append(out, utc.getMonthValue(), 2);
    append(out, utc.getDayOfMonth(), 2);
    append(out, utc.getHour(), 2);
    append(out, utc.getMinute(), 2);
    append(out, utc.getSecond(), 2);
    return out.append('Z').toString();
  }

  private static int zoneLength(String text) {
    if (text.regionMatches(true, text.length() - 1, "Z", 0, 1)) {
      return 1;
    }
    return text.regionMatches(true, text.length() - 3, "UTC", 0, 3) ? 3 : 0;
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }

  private static void append(StringBuilder out, int value, int digits) {
    String text = Integer.toString(value);
    for (int i = text.length(); i < digits; i++) {
      out.append('0');
    }
    out.append(text);
  }
}
