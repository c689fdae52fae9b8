package dev.agentguard.content;

import java.nio.charset.StandardCharsets;

/** The bytes of a file, read once. They are shared, not copied: nobody writes to them. */
public final class Content {

  private final byte[] bytes;

  /**
   * @param bytes not to be changed from now on
   */
  public Content(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes themselves; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes as UTF-8, with malformed input replaced: for looking at, not for deciding. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
