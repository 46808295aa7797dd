package io.steatite.mtom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Content that arrives in pieces before it is read: what typed writing of binary adds up to. */
final class GrowingContent extends InputStream {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private @Nullable InputStream content;

  void write(byte[] bytes, int offset, int length) {
    written.write(bytes, offset, length);
  }

  private InputStream content() {
    if (content == null) {
      content = new ByteArrayInputStream(written.toByteArray());
    }
    return content;
  }

  @Override
  public int read() throws IOException {
    return content().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return content().read(bytes, offset, length);
  }
}
