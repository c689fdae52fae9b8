package dev.agentguard.surface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The link counts of directories, which on Unix file systems of the old school tell how many
 * subdirectories a directory has: its name, its {@code .} and the {@code ..} of each.
 *
 * <p>A count is believed only on file systems that are known to keep it, and only if the directory
 * was last changed well before the search began: then the count and the names, which were read one
 * after the other, belong together. Safe for use by many threads.
 */
final class LinkCounts {

  /** More subdirectories than any directory has names. */
  static final int UNKNOWN = Integer.MAX_VALUE;

  private static final Set<String> COUNTED = Set.of("ext3", "ext4", "tmpfs", "xfs");
  private static final String ATTRIBUTES = "unix:nlink,ctime,dev";

  /** More than the ticks of any file system's clock, and than two clocks' difference. */
  private static final long MARGIN = 2_000;

  private final long begun;
  private final Map<Object, Boolean> devices = new ConcurrentHashMap<>();

  /**
   * @param begun when the search began, milliseconds since the epoch
   */
  LinkCounts(long begun) {
    this.begun = begun;
  }

  /** How many subdirectories a directory has whose names have been read, or {@link #UNKNOWN}. */
  int subdirectories(Path directory) {
    try {
      Map<String, Object> attributes =
          Files.readAttributes(directory, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      Object device = attributes.get("dev");
      return attributes.get("nlink") instanceof Integer links
              && links >= 2 // A directory with too many for the counter has 1.
              && attributes.get("ctime") instanceof FileTime changed
              && changed.toMillis() < begun - MARGIN
              && device != null
              && isCounted(device, directory)
          ? links - 2
          : UNKNOWN;
    } catch (IOException | UnsupportedOperationException e) {
      return UNKNOWN;
    }
  }

  private boolean isCounted(Object device, Path directory) throws IOException {
    Boolean known = devices.get(device);
    if (known == null) {
      known = COUNTED.contains(Files.getFileStore(directory).type());
      devices.put(device, known);
    }
    return known;
  }
}
