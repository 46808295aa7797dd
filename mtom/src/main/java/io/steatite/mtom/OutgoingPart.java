package io.steatite.mtom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part to be written after the envelope.
 *
 * @param contentId without angle brackets
 * @param content opened already, closed by whoever writes the part or gives up
 */
record OutgoingPart(String contentId, String contentType, InputStream content)
    implements Closeable {
  @Override
  public void close() throws IOException {
    content.close();
  }
}
