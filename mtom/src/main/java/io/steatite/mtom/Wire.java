package io.steatite.mtom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a package as they arrive; remembers its failure, to tell it from broken MIME. */
final class Wire extends FilterInputStream {
  private @Nullable IOException failure;
  private long count;

  Wire(InputStream in) {
    super(in);
  }

  /** Whether the stream itself failed with that, rather than what is made of its bytes. */
  boolean failedWith(Throwable e) {
    return e == failure;
  }

  /** How many bytes have arrived. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int n = super.read(bytes, offset, length);
      count += Math.max(n, 0);
      return n;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
