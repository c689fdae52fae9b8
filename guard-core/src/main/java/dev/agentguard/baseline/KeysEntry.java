package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A regular file of which only the guarded keys matter.
 *
 * @param path the path in the written form of {@link EntryPath}
 * @param mode the mode of a regular file
 * @param digest the digest of the guarded keys' canonical form
 */
public record KeysEntry(String path, Mode mode, Digest digest) implements ContentEntry {

  public KeysEntry {
    EntryPath.check(path);
    if (!mode.isFile()) {
      throw new IllegalArgumentException("not the mode of a regular file");
    }
  }

  @Override
  public String keyword() {
    return "keys";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeysEntry entry && isSameState(entry);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
