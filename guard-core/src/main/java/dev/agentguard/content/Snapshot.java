package dev.agentguard.content;

import org.jspecify.annotations.Nullable;

/** What one path was at the moment when it was looked at. */
public sealed interface Snapshot {

  /** Nothing is there. */
  record Absent() implements Snapshot {}

  /**
   * A regular file.
   *
   * @param content its bytes, if the reader was asked to keep them
   */
  record RegularFile(Metadata metadata, Digest digest, @Nullable Content content)
      implements Snapshot {

    /** Its git mode: whether the owner may execute it. */
    public boolean executable() {
      return metadata.mode() != Metadata.UNKNOWN && (metadata.mode() & 0100) != 0;
    }

    /** The content of a file that was read to keep it. */
    public Content kept() {
      if (content == null) {
        throw new IllegalStateException("the content was not kept");
      }
      return content;
    }
  }

  /**
   * A symbolic link, not followed.
   *
   * @param target the text of the link
   */
  record Link(Metadata metadata, String target) implements Snapshot {}

  /** A directory. */
  record Directory(Metadata metadata) implements Snapshot {}

  /**
   * Something that has no content to read.
   *
   * @param what "FIFO", "socket" or "device"
   */
  record Special(Metadata metadata, String what) implements Snapshot {}

  /**
   * Something that could not be read, so that nothing can be said about it.
   *
   * @param reason a few words
   */
  record Unreadable(String reason) implements Snapshot {}
}
