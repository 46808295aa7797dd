package io.steatite.transport.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A response that came in, its body still on the stream.
 *
 * @param status the status code
 * @param reason the reason phrase; empty if there was none
 * @param headers the header fields, frozen
 * @param body the body, empty if there is none; closing it gives up what has not been read
 */
public record IncomingResponse(int status, String reason, HttpHeaders headers, InputStream body)
    implements Closeable {
  private static final Logger LOG = System.getLogger(IncomingResponse.class.getName());
  private static final int WORTH_READING = 64 * 1024;

  /** Freezes the headers. */
  public IncomingResponse {
    headers.freeze();
  }

  /**
   * Releases the connection. What is left of the body is read if it is little, so that the
   * connection can be used again.
   */
  @Override
  public void close() {
    try (body) {
      body.readNBytes(WORTH_READING);
    } catch (IOException e) {
      // Nobody wants the rest, so nobody wants to know that it did not come.
      LOG.log(Level.DEBUG, "The connection of a response cannot be used again", e);
    }
  }
}
