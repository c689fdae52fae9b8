package dev.agentguard.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** The content of a blob, to be read from its start to its end. */
final class BlobChannel implements SeekableByteChannel {

  private final InputStream in;
  private final long size;
  private long position;
  private boolean open = true;

  BlobChannel(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    byte[] bytes = new byte[Math.min(into.remaining(), 64 << 10)];
    int count = in.read(bytes, 0, bytes.length);
    if (count > 0) {
      into.put(bytes, 0, count);
      position += count;
    }
    return count;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long wanted) throws IOException {
    if (wanted < position) {
      throw new UnsupportedOperationException("a blob is read forwards");
    }
    while (position < wanted && in.read() >= 0) {
      position++;
    }
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long wanted) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
  }
}
