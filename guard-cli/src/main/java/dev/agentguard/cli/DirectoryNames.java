package dev.agentguard.cli;

import dev.agentguard.surface.FileName;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Names of directories that many threads take one by one. No more than one is kept in memory. */
interface DirectoryNames {

  /**
   * The next name as given; nothing at the end.
   *
   * @throws IOException if there may be more and it cannot be read
   */
  Optional<String> next() throws IOException;

  /** The names of a list. */
  static DirectoryNames of(List<String> names) {
    return new Listed(names.iterator());
  }

  /** Names with a NUL behind each, as {@code find -print0} prints them; the last may lack it. */
  static DirectoryNames separatedByNul(InputStream in) {
    return new SeparatedByNul(new BufferedInputStream(in));
  }

  /** See {@link #of}. */
  final class Listed implements DirectoryNames {

    private final Iterator<String> names;

    private Listed(Iterator<String> names) {
      this.names = names;
    }

    @Override
    public synchronized Optional<String> next() {
      return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
    }
  }

  /** See {@link #separatedByNul}. */
  final class SeparatedByNul implements DirectoryNames {

    /** Many times what a system takes for a path. */
    private static final int LONGEST = 1 << 16;

    private final InputStream in;

    private SeparatedByNul(InputStream in) {
      this.in = in;
    }

    @Override
    public synchronized Optional<String> next() throws IOException {
      ByteArrayOutputStream name = new ByteArrayOutputStream();
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      while (next > 0) {
        name.write(next);
        if (name.size() > LONGEST) {
          throw new IOException("a name is longer than " + LONGEST + " bytes");
        }
        next = in.read();
      }
      return Optional.of(FileName.decode(name.toByteArray()));
    }
  }
}
