package io.steatite.transport.http;

import java.io.IOException;

/**
 * The client's side of HTTP, whatever library does it. Holds the pool of connections, so one is
 * shared by many channels and closed by whoever made it. Safe for use by several threads.
 *
 * <p>A sender sends every request once: it follows no redirect, repeats nothing, and shows bodies
 * as they came. It writes the entity only after a connection was made. What it needs it sends
 * besides the fields of the request: Host, Content-Length or Transfer-Encoding, Connection.
 *
 * <p>A server may answer before it has read the whole request, and close the connection: the sender
 * returns that answer if it arrived and the library below lets it. Whatever a call throws, its
 * connection is not left open.
 */
public interface HttpSender extends AutoCloseable {
  /**
   * POSTs a request and waits for the head of its response.
   *
   * @return the response; the caller closes it
   * @throws IOException if the server cannot be reached, breaks off, answers with something else
   *     than HTTP, or does not answer in time
   * @throws RuntimeException what writing the entity throws
   */
  IncomingResponse send(OutgoingRequest request) throws IOException;

  /** Closes all connections; calls under way fail. */
  @Override
  void close();
}
