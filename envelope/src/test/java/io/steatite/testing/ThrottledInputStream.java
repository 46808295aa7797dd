package io.steatite.testing;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/**
 * A stream that hands out its bytes a few at a time, as a slow network does.
 *
 * <p>Each bulk read returns between one and {@code most} bytes, the same ones for the same seed on
 * every JDK. A reader that believes {@code read(buffer)} fills the buffer, or that {@code
 * available()} tells the truth, is found out. Not thread-safe.
 */
public final class ThrottledInputStream extends FilterInputStream {

  private final int most;
  private final Random random;

  /**
   * Throttles a stream.
   *
   * @param in the bytes to hand out; closed with this stream
   * @param most how many bytes one read returns at most, at least 1
   * @param seed decides the sequence of read sizes
   */
  public ThrottledInputStream(InputStream in, int most, long seed) {
    super(in);
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, but is " + most);
    }
    this.most = most;
    this.random = new Random(seed);
  }

  /** The given bytes, throttled. */
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

  /** Always 0, which the contract allows: nothing is known to be readable without waiting. */
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
    // Not supported, and the contract asks for silence here.
  }

  @Override
  public synchronized void reset() throws IOException {
    throw new IOException("mark/reset is not supported");
  }

  private int nextSize() {
    return 1 + random.nextInt(most);
  }
}
