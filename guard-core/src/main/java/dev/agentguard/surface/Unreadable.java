package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * A place that could not be looked at, so that nothing can be said about it.
 *
 * @param path its name in reports
 * @param reason a few words
 */
public record Unreadable(String path, String reason) {

  /**
   * Whether an exception says that nothing is there: no such name, or a file where a directory
   * would be.
   */
  public static boolean isAbsence(IOException e) {
    return e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || (e instanceof FileSystemException failure
            && "Not a directory".equals(failure.getReason()));
  }

  /** What an exception means, in words and without the path. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "not there";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    // The message would repeat the path, unescaped; the reason is the system's own text.
    String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
    return reason == null ? "input/output error" : reason.toLowerCase(Locale.ROOT);
  }
}
