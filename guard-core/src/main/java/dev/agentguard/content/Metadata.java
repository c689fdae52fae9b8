package dev.agentguard.content;

/**
 * What the file system says about an object, apart from its content. Where a system has no such
 * notion (Windows), the value is {@link #UNKNOWN}.
 *
 * @param mode permission bits, {@code 0} to {@code 07777}
 * @param owner user id
 * @param links number of hard links
 * @param device device id of the file system
 * @param inode number of the object on that device
 * @param size bytes
 * @param changed time of the last change of content or metadata, nanoseconds since the epoch
 */
public record Metadata(
    int mode, int owner, int links, long device, long inode, long size, long changed) {

  /** Not known on this system. */
  public static final int UNKNOWN = -1;

  private static final int OTHERS_WRITE = 2;
  private static final int STICKY = 01000;
  private static final int SET_USER_OR_GROUP = 06000;

  /** Whether anybody may change it. */
  public boolean worldWritable() {
    return mode != UNKNOWN && (mode & OTHERS_WRITE) != 0;
  }

  /** Whether it would run with the rights of its owner or group. */
  public boolean changesUser() {
    return mode != UNKNOWN && (mode & SET_USER_OR_GROUP) != 0;
  }

  /** Whether, as a directory, anybody may replace what others own in it. */
  public boolean openDirectory() {
    return worldWritable() && (mode & STICKY) == 0;
  }

  /** Whether it is still the object that it was, unchanged. */
  boolean unchangedSince(Metadata earlier) {
    return inode == earlier.inode
        && device == earlier.device
        && size == earlier.size
        && changed == earlier.changed;
  }
}
