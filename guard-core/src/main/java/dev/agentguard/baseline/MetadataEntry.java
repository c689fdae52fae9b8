package dev.agentguard.baseline;

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
}
