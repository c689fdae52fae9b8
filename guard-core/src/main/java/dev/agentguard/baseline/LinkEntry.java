package dev.agentguard.baseline;

import dev.agentguard.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic link; what it points to is not part of the entry.
 *
 * @param path the path in the written form of {@link EntryPath}
 * @param mode {@link Mode#LINK}
 * @param digest the digest of the target's text
 */
public record LinkEntry(String path, Mode mode, Digest digest) implements ContentEntry {

  public LinkEntry {
    EntryPath.check(path);
    if (!mode.isLink()) {
      throw new IllegalArgumentException("not the mode of a link");
    }
  }

  @Override
  public String keyword() {
    return "link";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkEntry entry && isSameState(entry);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
