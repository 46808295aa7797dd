package io.steatite.testing;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/**
 * A stream that returns a few bytes at a time, like a slow network.
 *
 * <p>Each block read returns between one and {@code most} bytes. The sizes are the same for the
 * same seed on every JDK. Reveals readers that assume that {@code read(buffer)} fills the buffer,
 * or that rely on {@code available()}. Not safe for use by several threads.
 */
public final class ThrottledInputStream extends FilterInputStream {

  private final int most;
  private final Random random;

  /**
   * Throttles a stream.
   *
   * @param in the wrapped stream; closed with this stream
   * @param most how many bytes one read returns at most, at least 1
   * @param seed determines the sequence of read sizes
   */
  public ThrottledInputStream(InputStream in, int most, long seed) {
    super(in);
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, but is " + most);
    }
    this.most = most;
    this.random = new Random(seed);
  }

  /** Returns a throttled stream of the bytes. */
  public static ThrottledInputStream of(byte[] bytes, int most, long seed) {
    return new ThrottledInputStream(new ByteArrayInputStream(bytes), most, seed);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return super.read(buffer, offset, Math.min(length, nextSize()));
  }

  @Override
  public long skip(long count) throws IOException {
    return super.skip(Math.min(count, nextSize()));
  }

  /** Returns 0, which the contract permits for any stream. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public synchronized void mark(int readLimit) {
    // Not supported; the contract requires that nothing happens.
  }

  @Override
  public synchronized void reset() throws IOException {
    throw new IOException("mark/reset is not supported");
  }

  private int nextSize() {
    return 1 + random.nextInt(most);
  }
}
