package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream somebody else opened: content of unknown size that can be read once. */
final class StreamContent implements DataSource {
  private final InputStream stream;
  private final String contentType;
  private final AtomicBoolean opened = new AtomicBoolean();

  StreamContent(InputStream stream, String contentType) {
    this.stream = stream;
    this.contentType = contentType;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (opened.getAndSet(true)) {
      throw new IOException("Content from a stream can be read once, and was already");
    }
    return stream;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("Read-only content");
  }

  @Override
  public String getContentType() {
    return contentType;
  }

  @Override
  public String getName() {
    return "a stream";
  }
}
