package io.steatite.mtom;

import io.steatite.internal.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a package as they arrive; remembers its failure, to tell it from broken MIME. */
final class Wire extends BlockFilterInputStream {
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
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int n = in.read(bytes, offset, length);
      count += Math.max(n, 0);
      return n;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
