package io.steatite.mtom;

import java.io.Closeable;
import java.io.IOException;

/**
 * A part to be written after the envelope.
 *
 * @param contentId without angle brackets
 * @param content closed by whoever writes the part or gives up
 */
record OutgoingPart(String contentId, String contentType, OutgoingContent content)
    implements Closeable {
  @Override
  public void close() throws IOException {
    content.close();
  }
}
