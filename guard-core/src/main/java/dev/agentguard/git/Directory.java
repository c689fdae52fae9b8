package dev.agentguard.git;

import dev.agentguard.surface.NameSieve;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a directory of a git tree holds. Immutable; reading may fail. */
interface Directory {

  /** A directory with nothing in it. */
  Directory EMPTY =
      new Directory() {
        @Override
        public List<TreeEntry> entries(@Nullable NameSieve sieve) {
          return List.of();
        }

        @Override
        public @Nullable TreeEntry find(String name) {
          return null;
        }
      };

  /**
   * The entries.
   *
   * @param sieve what may be left out; null for nothing
   * @throws DamagedException if not all of it is what git makes
   */
  List<TreeEntry> entries(@Nullable NameSieve sieve) throws IOException;

  /** The entry of a name, or null. */
  @Nullable TreeEntry find(String name) throws IOException;
}
