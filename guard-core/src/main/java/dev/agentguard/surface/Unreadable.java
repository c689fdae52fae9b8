package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * A place that could not be looked at, so that nothing can be said about it.
 *
 * @param path its name in reports
 * @param reason a few words
 */
public record Unreadable(String path, String reason) {

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
    String message = e.getMessage();
    return message == null ? "input/output error" : message;
  }
}
