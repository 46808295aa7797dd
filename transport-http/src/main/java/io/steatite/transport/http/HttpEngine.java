package io.steatite.transport.http;

import java.io.IOException;

/**
 * Starts HTTP servers. {@code JettyHttpServer.ENGINE} is for every network, {@code
 * JdkHttpServer.ENGINE} needs no dependency and is for networks one trusts. Must be safe for use by
 * several threads.
 */
@FunctionalInterface
public interface HttpEngine {
  /**
   * Starts a server.
   *
   * @throws java.net.BindException if the address is in use or not of this machine; the text names
   *     address and port
   * @throws IOException if the server cannot listen for another reason
   */
  HttpServer start(HttpHandler handler, ServerSettings settings) throws IOException;

  /** Starts a server on a free port of the loopback interface, with the default settings. */
  default HttpServer start(HttpHandler handler) throws IOException {
    return start(handler, ServerSettings.DEFAULT);
  }
}
