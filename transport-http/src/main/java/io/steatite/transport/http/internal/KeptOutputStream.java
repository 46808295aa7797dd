package io.steatite.transport.http.internal;

import io.steatite.ResourceAccount;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a response as an engine keeps it: up to 16 KiB stay here until the handler has
 * returned, so that small responses leave in one piece with their head; of larger ones each 16 KiB
 * are sent when they are full. Belongs to the thread of the handler.
 */
public abstract class KeptOutputStream extends OutputStream {
  private static final int KEPT = 16 << 10;
  private static final int FIRST = 2 << 10;

  private final ResourceAccount account;
  private byte[] bytes = new byte[0];
  private int count;
  private boolean closed;

  /** A body that takes its memory from that account. */
  protected KeptOutputStream(ResourceAccount account) {
    this.account = account;
  }

  /**
   * The handler writes: closes the head against changes.
   *
   * @throws IOException if the exchange was aborted
   */
  protected abstract void open() throws IOException;

  /** Sends bytes, which may be overwritten afterwards, and waits until they are gone. */
  protected abstract void send(byte[] source, int length) throws IOException;

  /** How many bytes are kept. */
  public final int kept() {
    return count;
  }

  /** The bytes that are kept, from the first on. */
  public final byte[] bytes() {
    return bytes;
  }

  @Override
  public final void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public final void write(byte[] source, int offset, int length) throws IOException {
    checkOpen();
    int from = offset;
    int left = length;
    while (count + left > KEPT) {
      int part = KEPT - count;
      keep(source, from, part);
      sendKept();
      from += part;
      left -= part;
    }
    keep(source, from, left);
  }

  private void keep(byte[] source, int offset, int length) {
    if (count + length > bytes.length) {
      grow(count + length);
    }
    System.arraycopy(source, offset, bytes, count, length);
    count += length;
  }

  private void grow(int needed) {
    int size = Math.min(KEPT, Math.max(Math.max(FIRST, needed), 2 * bytes.length));
    account.takeMemory(size - bytes.length);
    byte[] larger = new byte[size];
    System.arraycopy(bytes, 0, larger, 0, count);
    bytes = larger;
  }

  private void sendKept() throws IOException {
    send(bytes, count);
    count = 0;
  }

  @Override
  public final void flush() throws IOException {
    checkOpen();
    sendKept();
  }

  /** Nothing more will be written. What is kept is sent when the handler has returned. */
  @Override
  public final void close() throws IOException {
    if (!closed) {
      open();
      closed = true;
    }
  }

  private void checkOpen() throws IOException {
    open();
    if (closed) {
      throw new IOException("The body of the response is closed");
    }
  }
}
