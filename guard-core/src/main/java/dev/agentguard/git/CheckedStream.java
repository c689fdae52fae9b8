package dev.agentguard.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.ZipException;

/** A large object while it is read; with its last byte it is checked against its name. */
final class CheckedStream extends InputStream {

  private final ObjectId id;
  private final LooseObjects.Opened opened;
  private final MessageDigest digest;
  private long left;

  CheckedStream(ObjectId id, LooseObjects.Opened opened, MessageDigest digest) {
    this.id = id;
    this.opened = opened;
    this.digest = digest;
    this.left = opened.size();
    digest.update(LooseObjects.head(opened.type(), opened.size()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    try {
      int count = opened.content().read(into, start, (int) Math.min(length, left));
      if (count < 0) {
        throw DamagedException.object(id, "has another size than it says");
      }
      digest.update(into, start, count);
      left -= count;
      if (left == 0 && (opened.content().read() >= 0 || !id.is(digest.digest()))) {
        throw DamagedException.object(id, "has another content than its name says");
      }
      return count;
    } catch (ZipException | EOFException e) {
      throw DamagedException.object(id, "cannot be unpacked");
    }
  }

  @Override
  public void close() throws IOException {
    opened.content().close();
  }
}
