package io.steatite.transport.http;

import io.steatite.internal.LogText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A response that came in, its body still on the stream.
 *
 * @param head status and header fields
 * @param body the body, empty if there is none. Closing it releases the connection without waiting:
 *     for another call if not more than 64 KiB of the body are left and have arrived, else it is
 *     closed
 * @param abort closes the connection at once, whatever is left, if the sender still has it; does
 *     nothing once the body is closed
 */
public record IncomingResponse(HttpResponseHead head, InputStream body, Runnable abort)
    implements Closeable {
  private static final Logger LOG = System.getLogger(IncomingResponse.class.getName());

  /** Releases the connection, see {@link #body}. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The connection of a response cannot be used again", LogText.of(e));
    }
  }
}
