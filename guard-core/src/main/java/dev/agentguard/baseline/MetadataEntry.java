package dev.agentguard.baseline;

import org.jspecify.annotations.Nullable;

/**
 * A path of which only the kind and the permissions are guarded, such as a database or a refreshed
 * token. It has no digest: there are no guarded bytes.
 *
 * @param path the path in the written form of {@link EntryPath}
 * @param mode the mode of a regular file or a directory
 */
public record MetadataEntry(String path, Mode mode) implements Entry {

  public MetadataEntry {
    EntryPath.check(path);
    if (mode.isLink()) {
      throw new IllegalArgumentException("not the mode of a regular file or a directory");
    }
  }

  @Override
  public String keyword() {
    return "metadata";
  }

  // Written out because what the compiler generates is linked at first use, in every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetadataEntry that && path.equals(that.path) && mode.equals(that.mode);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
