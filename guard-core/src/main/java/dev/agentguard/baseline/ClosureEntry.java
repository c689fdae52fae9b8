package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that is guarded because a surface runs or reads it. Which surface is not recorded:
 * whoever compares finds it again from the surface's own content.
 *
 * @param path the path in the written form of {@link EntryPath}
 * @param mode the mode of a regular file
 * @param digest the digest of the bytes
 */
public record ClosureEntry(String path, Mode mode, Digest digest) implements ContentEntry {

  public ClosureEntry {
    EntryPath.check(path);
    if (!mode.isFile()) {
      throw new IllegalArgumentException("not the mode of a regular file");
    }
  }

  @Override
  public String keyword() {
    return "closure";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClosureEntry entry && isSameState(entry);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
