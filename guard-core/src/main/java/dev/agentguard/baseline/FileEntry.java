package dev.agentguard.baseline;

import dev.agentguard.content.Digest;

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
}
