package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A regular file whose every byte is guarded.
 *
 * @param path the path in the written form of {@link EntryPath}
 * @param mode the mode of a regular file
 * @param digest the digest of the bytes
 */
public record FileEntry(String path, Mode mode, Digest digest) implements ContentEntry {

  public FileEntry {
    EntryPath.check(path);
    if (!mode.isFile()) {
      throw new IllegalArgumentException("not the mode of a regular file");
    }
  }

  @Override
  public String keyword() {
    return "file";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileEntry entry && isSameState(entry);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
