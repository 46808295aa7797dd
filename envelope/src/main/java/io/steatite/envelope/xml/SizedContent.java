package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Binary content that knows its size before it is read, so that a message with it can have a
 * Content-Length, and that knows the shortest way to a stream. It can be written any number of
 * times; content of a received message only once it is stored ({@link ReceivedContent}).
 */
public interface SizedContent extends DataSource {
  /**
   * How many bytes it has, the same each time.
   *
   * @throws IOException if the content cannot be had
   */
  long size() throws IOException;

  /**
   * Writes just {@link #size()} bytes and leaves the stream open.
   *
   * @throws IOException if the content cannot be read, or has become shorter
   */
  void writeTo(OutputStream out) throws IOException;

  /** There is none: the content is read-only. */
  @Override
  default OutputStream getOutputStream() throws IOException {
    throw new IOException("Read-only content");
  }
}
