package io.steatite.transport.http;

import java.io.IOException;

/**
 * Answers HTTP requests. Must be safe for use by several threads.
 *
 * <p>A handler that returns without having touched the response has answered with an empty 200. One
 * that throws an exception other than {@link IOException} has answered with an empty 500. One that
 * throws when the head was sent already, or throws an {@link IOException}, has broken the
 * connection.
 */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers one request.
   *
   * @throws IOException if the client cannot be read from or written to
   */
  void handle(HttpExchange exchange) throws IOException;
}
