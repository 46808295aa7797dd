package io.steatite.transport.http;

import io.steatite.transport.http.jetty.JettyHttpServer;

/** SOAP over HTTP on Jetty. */
class JettySoapHttpHandlerTest extends SoapHttpHandlerContract {
  @Override
  HttpEngine engine() {
    return JettyHttpServer.ENGINE;
  }
}
