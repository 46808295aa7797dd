package io.steatite.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * An input stream that is implemented by reading blocks: subclasses implement {@link #read(byte[],
 * int, int)} only. Reading a single byte reads a block of one byte; skipping reads and discards.
 * {@code mark} and {@code reset} are not supported.
 */
public abstract class BlockInputStream extends InputStream {
  /** For subclasses. */
  protected BlockInputStream() {}

  /** Reads one byte as a block of length 1. */
  @Override
  public final int read() throws IOException {
    byte[] block = new byte[1];
    return read(block, 0, 1) < 0 ? -1 : block[0] & 0xFF;
  }

  /**
   * {@inheritDoc}
   *
   * @return the number of bytes read, 0 only if {@code length} is 0; -1 at the end of the stream
   */
  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
