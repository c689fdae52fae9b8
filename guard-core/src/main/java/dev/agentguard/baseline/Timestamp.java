package dev.agentguard.baseline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a time in an approval: RFC 3339 in UTC, whole seconds, {@code
 * 2026-11-23T10:00:00Z}, from 1970 to 9999. There are no leap seconds. Written by hand because the
 * formatters of {@code java.time} cost a tenth of a verification to load.
 */
final class Timestamp {

  private static final String PATTERN = "0000-00-00T00:00:00Z";

  private Timestamp() {}

  static boolean canPrint(Instant time) {
    long seconds = time.getEpochSecond();
    return seconds >= 0 && seconds < 253_402_300_800L && time.getNano() == 0;
  }

  static String print(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(PATTERN);
    put(text, 4, utc.getYear());
    put(text, 7, utc.getMonthValue());
    put(text, 10, utc.getDayOfMonth());
    put(text, 13, utc.getHour());
    put(text, 16, utc.getMinute());
    put(text, 19, utc.getSecond());
    return text.toString();
  }

  /** Writes the digits of a number so that they end before a position. */
  private static void put(StringBuilder text, int end, int number) {
    int rest = number;
    for (int i = end - 1; rest > 0; i--) {
      text.setCharAt(i, (char) ('0' + rest % 10));
      rest /= 10;
    }
  }

  /** The time, or null if the text is not in the one form. */
  static @Nullable Instant parse(String text) {
    if (text.length() != PATTERN.length()) {
      return null;
    }
    for (int i = 0; i < PATTERN.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (PATTERN.charAt(i) == '0' ? !digit : c != PATTERN.charAt(i)) {
        return null;
      }
    }
    try {
      Instant time =
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  number(text, 17, 19))
              .toInstant(ZoneOffset.UTC);
      return canPrint(time) ? time : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
