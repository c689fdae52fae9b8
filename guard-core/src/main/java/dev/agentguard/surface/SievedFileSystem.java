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
   * The entries of a directory: all directories, and the files that pass.
   *
   * @param sieve which files may be left out; null for none
   */
  DirectoryStream<Path> newDirectoryStream(Path directory, @Nullable NameSieve sieve)
      throws IOException;
}
