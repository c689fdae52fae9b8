package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file system that can leave out of a listing what no pattern knows, before it makes a path of
 * it.
 */
public interface SievedFileSystem {

  /**
   * The entries of a directory: the files that pass, and all directories but those that do not pass
   * and of which the sieve says that nothing in them does, at any depth.
   *
   * @param sieve what may be left out; null for nothing
   */
  DirectoryStream<Path> newDirectoryStream(Path directory, @Nullable NameSieve sieve)
      throws IOException;
}
