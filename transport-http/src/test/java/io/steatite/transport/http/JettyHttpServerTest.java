package io.steatite.transport.http;

import io.steatite.transport.http.jetty.JettyHttpServer;

/** The server on Jetty. */
class JettyHttpServerTest extends HttpServerContract {
  @Override
  HttpEngine engine() {
    return JettyHttpServer.ENGINE;
  }
}
