package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Binary content whose size is known before it is read, so that a message with it can be sent with
 * a Content-Length. It can be read and written any number of times; {@link ReceivedContent} is an
 * exception.
 */
public interface SizedContent extends DataSource {
  /**
   * Returns the number of bytes, the same for each call.
   *
   * @throws IOException if the size cannot be determined
   */
  long size() throws IOException;

  /**
   * Writes exactly {@link #size()} bytes. Does not close the stream.
   *
   * @throws IOException if the content cannot be read or written, or has fewer bytes now
   */
  void writeTo(OutputStream out) throws IOException;

  /** Throws: the content is read-only. */
  @Override
  default OutputStream getOutputStream() throws IOException {
    throw new IOException("Read-only content");
  }
}
