package io.steatite.mtom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a package as they arrive; remembers its failure, to tell it from broken MIME. */
final class Wire extends FilterInputStream {
  private @Nullable IOException failure;

  Wire(InputStream in) {
    super(in);
  }

  /** Whether the stream itself failed with that, rather than what is made of its bytes. */
  boolean failedWith(Throwable e) {
    return e == failure;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
