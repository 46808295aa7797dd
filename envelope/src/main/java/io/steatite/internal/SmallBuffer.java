package io.steatite.internal;

import java.io.ByteArrayOutputStream;

/**
 * Keeps the bytes of a small outgoing entity, to find out their number before they are sent. An
 * entity of at most {@link #CAPACITY} bytes is sent with a Content-Length, which some peers insist
 * on; a larger one is streamed unless it knows its length.
 *
 * <p>Belongs to one thread at a time.
 */
public final class SmallBuffer extends ByteArrayOutputStream {
  /** How many bytes are kept at most: 64 KiB. */
  public static final int CAPACITY = 64 << 10;

  private static final int INITIAL = 1 << 10;

  private boolean exceeded;

  /** Makes an empty buffer. */
  public SmallBuffer() {
    super(INITIAL);
  }

  /** Returns whether as many more bytes can be written. */
  public boolean hasRoomFor(int length) {
    return count + length <= CAPACITY;
  }

  /** Returns whether a write has failed because the buffer was full. */
  public boolean isExceeded() {
    return exceeded;
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Writes.
   *
   * @throws IllegalStateException if the buffer has no room for the bytes, now or before
   */
  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    exceeded |= !hasRoomFor(length);
    if (exceeded) {
      throw new IllegalStateException("Larger than " + CAPACITY + " bytes");
    }
    super.write(bytes, offset, length);
  }
}
