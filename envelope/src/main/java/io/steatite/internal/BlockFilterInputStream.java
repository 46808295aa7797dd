package io.steatite.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * A {@link BlockInputStream} on top of another stream. Every byte passes {@link #read(byte[], int,
 * int)}, so a subclass can count or check bytes there. {@link java.io.FilterInputStream} does not
 * guarantee that: its {@code read()}, {@code skip} and {@code reset} call the wrapped stream.
 */
public abstract class BlockFilterInputStream extends BlockInputStream {
  /** The wrapped stream. */
  protected final InputStream in;

  /**
   * @param in the wrapped stream; closed with this one
   */
  protected BlockFilterInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
